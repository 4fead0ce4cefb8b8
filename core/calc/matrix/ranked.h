// Numbers that remember where they stood, for sorting.
#ifndef VN_RANKED_H
#define VN_RANKED_H

#include <stdint.h>

typedef struct {
  double value;
  uint32_t place;
} VnRanked;

// qsort's order from small to large, earlier ones first among equal ones.
static inline int vn_by_value(const void *a, const void *b) {
  const VnRanked *x = a, *y = b;
  if (x->value != y->value) return x->value < y->value ? -1 : 1;
  return (x->place > y->place) - (x->place < y->place);
}

#endif
