#include "calc/linkage/codes.h"

#include <string.h>

#define SUBCLASS 4
#define MOST_DIGITS 6

const char *const vn_levels[] = {"section", "class", "subclass", "group", NULL};

static bool is_blank(char c) {
  return c == ' ' || c == '\t';
}

static bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

static bool is_section(char c) {
  return (c >= 'A' && c <= 'H') || c == 'Y';  // Y: of the cooperative one
}

// Whether the first characters are those of a code: H, 04, L.
static bool starts_well(VnPiece code, size_t n) {
  const char *c = code.bytes;
  if (code.n < n || !is_section(c[0])) return false;
  if (n >= 3 && !(is_digit(c[1]) && is_digit(c[2]))) return false;
  return n < SUBCLASS || (c[3] >= 'A' && c[3] <= 'Z');
}

static bool cut_group(VnPiece code, char room[VN_CODE_ROOM], VnPiece *cut) {
  size_t at = SUBCLASS, n = 0;
  if (!starts_well(code, SUBCLASS)) return false;
  while (at < code.n && is_blank(code.bytes[at])) at++;
  while (at + 1 < code.n && code.bytes[at] == '0' &&
         is_digit(code.bytes[at + 1]))
    at++;
  while (at + n < code.n && is_digit(code.bytes[at + n])) n++;
  bool ends = at + n == code.n || code.bytes[at + n] == '/';
  if (n == 0 || n > MOST_DIGITS || !ends) return false;
  memcpy(room, code.bytes, SUBCLASS);
  memcpy(room + SUBCLASS, code.bytes + at, n);
  *cut = (VnPiece){room, SUBCLASS + n};
  return true;
}

bool vn_code_cut(VnPiece code, VnLevel level, char room[VN_CODE_ROOM],
                 VnPiece *cut) {
  static const size_t lengths[] = {0, 1, 3, SUBCLASS};
  if (level == VN_LEVEL_GROUP) return cut_group(code, room, cut);
  *cut = code;
  if (level == VN_LEVEL_WHOLE) return true;
  cut->n = lengths[level];
  return starts_well(code, cut->n);
}
