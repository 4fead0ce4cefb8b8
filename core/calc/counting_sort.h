// Listing things by keys that are small whole numbers: a counting sort.
#ifndef VN_COUNTING_SORT_H
#define VN_COUNTING_SORT_H

#include <stddef.h>
#include <stdint.h>
#include <string.h>

#define VN_UNLISTED UINT32_MAX  // of a thing that is left out

typedef uint32_t VnKeyOf(const void *given, size_t thing);

// Lists the things 0 .. n - 1, those with key k in their order from
// order[first[k]] to order[first[k + 1] - 1]; `first` has room for n_keys + 1.
// What `key_of` does is known where this is used.
static inline __attribute__((always_inline)) void
vn_counting_sort(size_t n, size_t n_keys, VnKeyOf *key_of, const void *given,
                 size_t *first, uint32_t *order) {
  memset(first, 0, (n_keys + 1) * sizeof *first);
  for (size_t i = 0; i < n; i++) {
    uint32_t key = key_of(given, i);
    if (key != VN_UNLISTED) first[key]++;
  }
  for (size_t k = 0; k < n_keys; k++) first[k + 1] += first[k];
  for (size_t i = n; i-- > 0;) {  // first[k]: where those not yet listed end
    uint32_t key = key_of(given, i);
    if (key != VN_UNLISTED) order[--first[key]] = (uint32_t)i;
  }
}

// For keys that stand in a list.
static inline uint32_t vn_key_at(const void *keys, size_t thing) {
  return ((const uint32_t *)keys)[thing];
}

#endif
