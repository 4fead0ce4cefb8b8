// Which members have groups in common, and how many.
#ifndef VN_PAIRS_H
#define VN_PAIRS_H

#include "data/events.h"

typedef struct {
  size_t n;
  uint32_t *a, *b;  // a < b, in their order
  double *count;
  uint32_t *clusters;  // in how many clusters they meet; NULL: not counted
} VnPairCounts;

// All pairs that some group has.
bool vn_count_pairs(const VnEvents *events, VnPairCounts *pairs, VnErr *err);

// The same, and in how many clusters, where that costs little: members are
// few and groups stand cluster by cluster.
bool vn_count_pairs_in_clusters(const VnEvents *events, VnPairCounts *pairs,
                                VnErr *err);

// Room for so many pairs, those that are there kept; false: no memory.
bool vn_pair_counts_room(VnPairCounts *pairs, size_t room);
void vn_pair_counts_free(VnPairCounts *pairs);

#endif
