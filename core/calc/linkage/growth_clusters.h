// Growth of pairs when groups of one cluster (patents of one applicant) say
// the same thing again: limits by drawing clusters anew.
#ifndef VN_GROWTH_CLUSTERS_H
#define VN_GROWTH_CLUSTERS_H

#include "calc/linkage/growth.h"

// A group of one of two sides.
typedef struct {
  uint64_t cluster;         // some number below 2^63
  int side;                 // 0 before, 1 after
  const uint32_t *members;  // ascending, each once
  size_t n;
} VnSideGroup;

typedef bool (*VnTakeSideGroup)(void *data, const VnSideGroup *group,
                                VnErr *err);

typedef struct {
  // Gives all groups, in any order; asked once for each share of the pairs,
  // so that groups need not be kept.
  bool (*walk)(void *given, VnTakeSideGroup take, void *data, VnErr *err);
  void *given;
  int64_t replicates;
  uint64_t seed;
} VnGrowthDraws;

// Widens the limits of the rate to those that hold when each cluster counts a
// random number of times, 1 on average (the Poisson bootstrap: Hanley and
// MacGibbon 2006), raises p to that of a draw in which groups of one cluster
// and period fall before or after together, and fills in how many clusters
// have each pair; then finds q again. The groups are those that were counted.
bool vn_growth_clusters(const VnGrowthTest *test, const VnGrowthDraws *draws,
                        VnGrowth *growth, VnErr *err);

#endif
