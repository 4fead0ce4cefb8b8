// The inside of cluster ranges, for their files alone.
#ifndef VN_CLUSTER_RANGE_PARTS_H
#define VN_CLUSTER_RANGE_PARTS_H

#include "calc/linkage/cluster_range.h"
#include "calc/linkage/pair_places.h"

typedef struct {
  const VnEvents *events;
  const VnPairCounts *pairs;
  const VnClusterPlan *plan;
  const VnClusterRanges *to;
  VnPairPlaces places;
  size_t n;  // clusters, with that of groups without one
  size_t n_members;
  size_t *first;    // of each cluster: where its groups begin
  uint32_t *group;  // groups, cluster by cluster
} VnRanging;

// Both give the same. The first makes a table of the counts of each cluster
// and multiplies it with how often clusters are drawn: for few large ones, of
// VN_MOST_GROUPS groups at most. The second goes through all groups for every
// few replicates: its time does not hang on how many clusters there are.
#define VN_MOST_GROUPS INT16_MAX
bool vn_range_by_product(const VnRanging *ranging, VnErr *err);
bool vn_range_by_walking(const VnRanging *ranging, VnErr *err);

// How many times the second goes through all replicates.
size_t vn_walking_passes(const VnRanging *ranging);

// Sets low and high of a pair from c in the replicates that have it: n of
// them, whose order is lost.
void vn_range_middle(const VnRanging *ranging, size_t pair, double *values,
                     size_t n);

#endif
