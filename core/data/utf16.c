#include "data/utf16.h"

size_t vn_utf8_put(char *to, unsigned letter) {
  if (letter < 0x80) {
    to[0] = (char)letter;
    return 1;
  }
  if (letter < 0x800) {
    to[0] = (char)(0xc0 | letter >> 6);
    to[1] = (char)(0x80 | (letter & 0x3f));
    return 2;
  }
  size_t n = 0;
  if (letter < 0x10000) {
    to[n++] = (char)(0xe0 | letter >> 12);
  } else {
    to[n++] = (char)(0xf0 | letter >> 18);
    to[n++] = (char)(0x80 | (letter >> 12 & 0x3f));
  }
  to[n++] = (char)(0x80 | (letter >> 6 & 0x3f));
  to[n++] = (char)(0x80 | (letter & 0x3f));
  return n;
}

// The first half of a letter waits for the second; alone it is written as it
// is, for whoever checks the text to find.
static size_t put_unit(VnUtf16 *state, unsigned unit, char *to) {
  bool is_high = unit >= 0xd800 && unit < 0xdc00;
  bool is_low = unit >= 0xdc00 && unit < 0xe000;
  unsigned high = state->high;
  size_t n = 0;
  state->high = is_high ? unit : 0;
  if (high && is_low) {
    return vn_utf8_put(to, 0x10000 + ((high - 0xd800) << 10) + unit - 0xdc00);
  }
  if (high) n = vn_utf8_put(to, high);
  return is_high ? n : n + vn_utf8_put(to + n, unit);
}

size_t vn_utf16_put(VnUtf16 *state, bool big_end, const unsigned char *from,
                    size_t n, char *to) {
  size_t written = 0;
  for (size_t i = 0; i < n; i++) {
    unsigned char byte = from[i];
    if (state->has_odd) {
      unsigned first = state->odd, unit;
      unit = big_end ? first << 8 | byte : (unsigned)byte << 8 | first;
      written += put_unit(state, unit, to + written);
    }
    state->odd = byte;
    state->has_odd = !state->has_odd;
  }
  return written;
}
