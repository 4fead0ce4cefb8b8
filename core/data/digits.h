// Whole numbers of digits alone, fast.
#ifndef VN_DIGITS_H
#define VN_DIGITS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

// Eight digits at a time: neighbours are joined to pairs, pairs to fours. A
// digit's upper half is 3, and still 3 when 6 is added.
static inline bool vn_eight_digits(const char *bytes, uint64_t *value) {
  uint64_t c;
  memcpy(&c, bytes, sizeof c);
  uint64_t high = c & 0xf0f0f0f0f0f0f0f0u;
  uint64_t above = (c + 0x0606060606060606u) & 0xf0f0f0f0f0f0f0f0u;
  if ((high | above >> 4) != 0x3333333333333333u) return false;
  c = (c & 0x0f0f0f0f0f0f0f0fu) * 2561 >> 8;
  c = (c & 0x00ff00ff00ff00ffu) * 6553601 >> 16;
  *value = (c & 0x0000ffff0000ffffu) * 42949672960001 >> 32;
  return true;
}

// At most 18 digits without a zero in front; false for everything else.
static inline bool vn_digits(const char *bytes, size_t n, int64_t *value) {
  size_t i = 0;
  uint64_t whole = 0, eight;
  if (n == 0 || n > 18 || (*bytes == '0' && n > 1)) return false;
#if __BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__
  for (; n - i >= 8 && vn_eight_digits(bytes + i, &eight); i += 8) {
    whole = whole * 100000000 + eight;
  }
#endif
  for (; i < n; i++) {
    unsigned digit = (unsigned)(unsigned char)bytes[i] - '0';
    if (digit > 9) return false;
    whole = whole * 10 + digit;
  }
  *value = (int64_t)whole;
  return true;
}

#endif
