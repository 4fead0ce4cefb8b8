// Sorting very many whole numbers by their bits.
#ifndef VN_RADIX_H
#define VN_RADIX_H

#include <stddef.h>
#include <stdint.h>

#include "data/err.h"

// How many bits it takes to write the number; 0 for 0.
int vn_bits(uint64_t number);

// Sorts by the bits from `low` up to but not including `high`; numbers equal
// in these stay in their order. `spare` has room for as many. Gives where the
// sorted ones are, keys or spare; NULL: stopped.
uint64_t *vn_radix_sort(uint64_t *keys, size_t n, uint64_t *spare, int low,
                        int high, VnErr *err);

#endif
