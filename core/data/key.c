#include "data/key.h"

#include <stdbool.h>
#include <string.h>

#include "data/utf8.h"

#define DIGITS "0123456789"
#define MOST (VN_KEY_ROOM / 2 - 2)  // bytes, each of which may become two
#define LETTERS "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ_"

// Words of Lua (Lua 5.4 reference manual, 3.1).
static bool is_reserved(const char *name) {
  static const char *const words[] = {
      "and",      "break",  "do",   "else", "elseif", "end",   "false", "for",
      "function", "goto",   "if",   "in",   "local",  "nil",   "not",   "or",
      "repeat",   "return", "then", "true", "until",  "while", NULL};
  size_t i = 0;
  while (words[i] && strcmp(words[i], name) != 0) i++;
  return words[i] != NULL;
}

static bool is_word(const char *name) {
  bool begun = *name && strchr(LETTERS, *name);
  return begun && name[strspn(name, LETTERS DIGITS)] == '\0' &&
         !is_reserved(name);
}

const char *vn_key(const char *name, char room[VN_KEY_ROOM]) {
  char text[MOST];
  size_t n = 0;
  vn_utf8_excerpt(text, sizeof text, name, strlen(name));
  if (is_word(text)) return memcpy(room, text, strlen(text) + 1);
  room[n++] = '[', room[n++] = '"';
  for (const char *at = text; *at; at++) {
    if (*at == '"' || *at == '\\') room[n++] = '\\';
    room[n++] = *at;
  }
  memcpy(room + n, "\"]", sizeof "\"]");
  return room;
}
