#include "data/utf8.h"

#include <stdbool.h>
#include <stdint.h>
#include <string.h>

// The length of the letter at this place, 0 when it is none (RFC 3629: no
// overlong forms, no surrogates, nothing above U+10FFFF).
static size_t letter(const unsigned char *at, size_t n) {
  unsigned char a = at[0];
  if (a < 0x80) return 1;
  size_t length = a < 0xc2 ? 0 : a < 0xe0 ? 2 : a < 0xf0 ? 3 : a < 0xf5 ? 4 : 0;
  if (length == 0 || length > n) return 0;
  unsigned char low = 0x80, high = 0xbf;
  if (a == 0xe0) low = 0xa0;
  if (a == 0xed) high = 0x9f;
  if (a == 0xf0) low = 0x90;
  if (a == 0xf4) high = 0x8f;
  if (at[1] < low || at[1] > high) return 0;
  for (size_t i = 2; i < length; i++) {
    if ((at[i] & 0xc0) != 0x80) return 0;
  }
  return length;
}

static int eight_ascii(const char *bytes) {
  uint64_t word;
  memcpy(&word, bytes, sizeof word);
  return (word & 0x8080808080808080u) == 0;
}

size_t vn_utf8_valid(const char *bytes, size_t n) {
  size_t i = 0;
  while (i < n) {
    if (n - i >= 8 && eight_ascii(bytes + i)) {
      i += 8;
      continue;
    }
    size_t length = letter((const unsigned char *)bytes + i, n - i);
    if (length == 0) return i;
    i += length;
  }
  return n;
}

void vn_utf8_excerpt(char *to, size_t size, const char *bytes, size_t n) {
  size_t used = 0, i = 0;
  while (i < n) {
    size_t length = letter((const unsigned char *)bytes + i, n - i);
    size_t taken = length ? length : 1;
    if (used + taken + (i + taken < n ? 4 : 1) > size) {
      memcpy(to + used, "...", 3);
      used += 3;
      break;
    }
    memcpy(to + used, bytes + i, taken);
    if (length == 0 || (unsigned char)bytes[i] < ' ') to[used] = '?';
    used += taken, i += taken;
  }
  to[used] = '\0';
}

void vn_utf8_tame(char *text) {
  size_t n = strlen(text);
  for (size_t i = 0; i < n;) {
    unsigned char c = (unsigned char)text[i];
    size_t length = letter((const unsigned char *)text + i, n - i);
    bool obeyed = (c < ' ' && c != '\t' && c != '\n') || c == 0x7f;
    if (length == 0 || obeyed) text[i] = '?';
    i += length ? length : 1;
  }
}
