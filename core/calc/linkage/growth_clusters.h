// Growth of pairs when groups of one cluster (patents of one applicant) say
// the same thing again: limits by drawing clusters anew.
#ifndef VN_GROWTH_CLUSTERS_H
#define VN_GROWTH_CLUSTERS_H

#include "calc/linkage/growth.h"
#include "data/events.h"

typedef struct {
  const VnEvents *events;  // with clusters
  const int8_t *side;      // of each group: 0 before, 1 after, -1 neither
  int64_t replicates;
  uint64_t seed;
} VnGrowthDraws;

// Widens the limits of the rate to those that hold when each cluster counts a
// random number of times, 1 on average (the Poisson bootstrap: Hanley and
// MacGibbon 2006), raises p to that of a draw in which groups of one cluster
// and period fall before or after together, and fills in how many clusters
// have each pair. A group without a cluster is one of its own. q is left.
bool vn_growth_clusters(const VnGrowthTest *test, const VnGrowthDraws *draws,
                        VnGrowth *growth, VnErr *err);

#endif
