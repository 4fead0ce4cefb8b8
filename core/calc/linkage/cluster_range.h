// How much the coefficient c of two members hangs on single clusters: its
// interval when clusters are drawn anew, or its range when each is left out.
#ifndef VN_CLUSTER_RANGE_H
#define VN_CLUSTER_RANGE_H

#include "calc/chance/redraw.h"
#include "calc/linkage/pairs.h"
#include "data/events.h"

typedef struct {
  size_t n_replicates;
  uint64_t seed;
  double confidence;
  bool leave_out;  // one by one, however many there are
} VnClusterPlan;

// What is found out of each pair.
typedef struct {
  double *low, *high;
  int64_t *clusters;
} VnClusterRanges;

// Of each pair c = n12 / (n1 + n2 - n12), n counting groups: the middle part
// of its values in replicates, in each of which as many clusters are drawn
// with replacement as there are; replicates without both members are skipped,
// and where these are more than lie below the middle part it has no lower end
// (NaN). With fewer than VN_FEW_CLUSTERS clusters, or `leave_out`, the least
// and greatest value with one cluster left out; no least one where nothing is
// left of both members then. NaN with one cluster. `clusters` becomes the
// number of clusters in which the pair meets. Groups without a cluster are
// together one more. Source: Efron and Tibshirani, "An introduction to the
// bootstrap" (1993), ch. 13; of clusters: Davison and Hinkley (1997), 3.8.
bool vn_cluster_range(const VnEvents *events, const VnPairCounts *pairs,
                      const VnClusterPlan *plan, const VnClusterRanges *to,
                      VnErr *err);

#endif
