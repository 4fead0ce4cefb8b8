// How many nodes two partitions share, community by community.
#ifndef VN_OVERLAP_H
#define VN_OVERLAP_H

#include <stddef.h>
#include <stdint.h>

#include "data/err.h"

typedef struct {
  int32_t a, b;  // communities
  int64_t n;     // nodes in both
} VnShared;

typedef struct {
  size_t n;          // nodes with a community in both
  int32_t n_a, n_b;  // one more than the largest community
  int64_t *of_a;     // nodes of each, among the n
  int64_t *of_b;
  size_t n_shared;
  VnShared *shared;  // those that are not empty, by a, then by b
} VnOverlap;

// Of two lists of communities, node by node; a negative one leaves a node
// out.
bool vn_overlap(const int32_t *a, const int32_t *b, size_t n,
                VnOverlap *overlap, VnErr *err);
void vn_overlap_free(VnOverlap *overlap);

#endif
