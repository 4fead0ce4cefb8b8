// Sets of up to 64 small numbers.
#ifndef VN_BITS_H
#define VN_BITS_H

#include <stddef.h>
#include <stdint.h>

// The first number of the set from that one on and below n; n: there is none.
static inline size_t vn_next_bit(uint64_t set, size_t from, size_t n) {
  uint64_t left = from < 64 ? set >> from : 0;
  size_t at = left ? from + (size_t)__builtin_ctzll(left) : n;
  return at < n ? at : n;
}

#endif
