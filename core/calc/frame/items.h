// Places sorted by whole numbers that stand beside them.
#ifndef VN_ITEMS_H
#define VN_ITEMS_H

#include <stddef.h>
#include <stdint.h>

#include "data/err.h"
#include "data/frame.h"

typedef struct {
  uint64_t key;
  VnRow row;
} VnItem;

// The least keys first, equal ones as they stood. `spare` has room for as
// many. Gives where the sorted ones are, items or spare; NULL: stopped.
VnItem *vn_items_sort(VnItem *items, VnItem *spare, size_t n, VnErr *err);

#endif
