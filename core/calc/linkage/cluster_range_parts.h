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

// All give the same. The first makes a table of the counts of each cluster and
// multiplies it with how often clusters are drawn: for few large ones, of
// VN_MOST_GROUPS groups at most, in which most pairs meet. The second lists
// the clusters of each pair: for pairs that meet in few of them. The third
// goes through all groups for every few replicates: for so many clusters that
// their draws do not fit.
#define VN_MOST_GROUPS INT16_MAX
bool vn_range_by_product(const VnRanging *ranging, VnErr *err);
bool vn_range_by_lists(const VnRanging *ranging, VnErr *err);
bool vn_range_by_walking(const VnRanging *ranging, VnErr *err);

// Whether the second has room, where pairs meet so often in all.
bool vn_range_fits_lists(const VnRanging *ranging, double n_meetings);

// How many times the third goes through all replicates.
size_t vn_walking_passes(const VnRanging *ranging);

// Sets low and high of a pair from c in each replicate, NaN where it has
// neither member; their order is lost.
void vn_range_middle(const VnRanging *ranging, size_t pair, double *values);

#endif
