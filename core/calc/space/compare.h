// How alike two partitions of the same nodes are.
#ifndef VN_COMPARE_H
#define VN_COMPARE_H

#include "data/partition.h"

typedef struct {
  size_t n;     // nodes compared: in both, with a community in both
  double vi;    // variation of information, in nats; Meila 2007
  double nmi;   // mutual information over the mean entropy; Danon et al. 2005
  double rand;  // adjusted Rand index; Hubert and Arabie 1985; NaN: 1 node
} VnLikeness;

// Of two lists of communities, node by node; VN_APART leaves a node out.
bool vn_compare_lists(const int32_t *a, const int32_t *b, size_t n,
                      VnLikeness *likeness, VnErr *err);

// Nodes meet by name; fails when none do.
bool vn_compare(const VnPartition *a, const VnPartition *b,
                VnLikeness *likeness, VnErr *err);

// The communities in b of a's nodes, VN_APART where b has none; the caller
// frees them.
int32_t *vn_communities_of(const VnPartition *b, const VnNames *nodes,
                           VnErr *err);

#endif
