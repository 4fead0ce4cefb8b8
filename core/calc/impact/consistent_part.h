// What one island of a cross-impact matrix has: its scenarios, searched by
// threads piece by piece.
#ifndef VN_CONSISTENT_PART_H
#define VN_CONSISTENT_PART_H

#include "calc/impact/found.h"

// Variants of the island's descriptors in the order of decision; with `top`,
// the highest totals first, and these.
typedef struct {
  VnIsland island;
  uint64_t count, n_listed;
  uint8_t *variant;
  int64_t *total;
  bool complete;
} VnConsistentPart;

// Of the island that is already there.
bool vn_consistent_part_search(VnConsistentPart *part, const VnBalance *balance,
                               const VnConsistent *wanted, VnBounds *bounds,
                               VnErr *err);
void vn_consistent_part_free(VnConsistentPart *part);

// Compares two VnRanked for qsort.
int vn_by_rank(const void *a, const void *b);

#endif
