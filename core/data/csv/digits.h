// Whole numbers of digits alone, fast.
#ifndef VN_DIGITS_H
#define VN_DIGITS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "data/piece.h"

// Eight digits, the first in the lowest byte: neighbours are joined to pairs,
// pairs to fours. A digit's upper half is 3, and still 3 when 6 is added.
static inline bool vn_eight_digits(uint64_t c, uint64_t *value) {
  uint64_t high = c & 0xf0f0f0f0f0f0f0f0u;
  uint64_t above = (c + 0x0606060606060606u) & 0xf0f0f0f0f0f0f0f0u;
  if ((high | above >> 4) != 0x3333333333333333u) return false;
  c = (c & 0x0f0f0f0f0f0f0f0fu) * 2561 >> 8;
  c = (c & 0x00ff00ff00ff00ffu) * 6553601 >> 16;
  *value = (c & 0x0000ffff0000ffffu) * 42949672960001 >> 32;
  return true;
}

// Four to seven digits, with zeros before them to make eight: the last four,
// and what these leave of the first four.
static inline bool vn_few_digits(const char *bytes, size_t n, uint64_t *value) {
  size_t gap = 8 * (8 - n);
  uint64_t zeros = (((uint64_t)1 << gap) - 1) & 0x30303030u;
  uint64_t first = ((uint64_t)vn_four(bytes) << gap) & UINT32_MAX;
  uint64_t last = vn_four(bytes + n - 4);
  return vn_eight_digits(last << 32 | first | zeros, value);
}

// Four digits, as years have.
static inline bool vn_four_of_digits(uint32_t c, uint64_t *value) {
  uint32_t high = c & 0xf0f0f0f0u, above = (c + 0x06060606u) & 0xf0f0f0f0u;
  c = (c & 0x0f0f0f0fu) * 2561 >> 8;
  *value = (c & 0x00ff00ffu) * 6553601 >> 16;
  return (high | above >> 4) == 0x33333333u;
}

static inline bool vn_each_digit(const char *bytes, size_t n, uint64_t *value) {
  for (size_t i = 0; i < n; i++) {
    unsigned digit = (unsigned)(unsigned char)bytes[i] - '0';
    if (digit > 9) return false;
    *value = *value * 10 + digit;
  }
  return true;
}

// At most 18 digits without a zero in front; false for everything else.
static inline bool vn_digits(const char *bytes, size_t n, int64_t *value) {
  bool little = __BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__;
  uint64_t whole = 0, eight = 0;
  size_t i = little ? n % 8 : n;
  if (n == 0 || n > 18 || (*bytes == '0' && n > 1)) return false;
  if (little && (n == 4 || n == 8)) {
    bool all = n == 4 ? vn_four_of_digits(vn_four(bytes), &whole)
                      : vn_eight_digits(vn_eight(bytes), &whole);
    *value = (int64_t)whole;
    return all;
  }
  bool good = little && i >= 4 ? vn_few_digits(bytes, i, &whole)
                               : vn_each_digit(bytes, i, &whole);
  for (; good && i < n; i += 8) {
    good = vn_eight_digits(vn_eight(bytes + i), &eight);
    whole = whole * 100000000 + eight;
  }
  *value = (int64_t)whole;
  return good;
}

#endif
