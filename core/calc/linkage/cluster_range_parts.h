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

// Calls `meet`, which is known where this is used, with each member of each
// group of a cluster.
typedef void VnMeet(void *given, size_t what, size_t cluster);

static inline __attribute__((always_inline)) void
vn_meet_members(const VnRanging *r, size_t cluster, VnMeet *meet, void *given) {
  for (size_t i = r->first[cluster]; i < r->first[cluster + 1]; i++) {
    const uint64_t *start = r->events->start + r->group[i];
    for (uint64_t k = start[0]; k < start[1]; k++)
      meet(given, r->events->member[k], cluster);
  }
}

// The same with each pair.
static inline __attribute__((always_inline)) void
vn_meet_pairs(const VnRanging *r, size_t cluster, VnMeet *meet, void *given) {
  for (size_t i = r->first[cluster]; i < r->first[cluster + 1]; i++) {
    const uint64_t *start = r->events->start + r->group[i];
    const uint32_t *member = r->events->member + start[0];
    size_t n = start[1] - start[0];
    for (size_t k = 0; k < n; k++) {
      for (size_t j = k + 1; j < n; j++)
        meet(given, vn_pair_place(&r->places, member[k], member[j]), cluster);
    }
  }
}

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
