// Clusters drawn anew, each a random number of times, and what that makes of
// the groups of two sides in all.
#ifndef VN_CLUSTER_TOTALS_H
#define VN_CLUSTER_TOTALS_H

#include <stddef.h>
#include <stdint.h>

// How often a cluster counts in each of n replicates: a Poisson number of
// mean 1, which depends on the seed and the cluster's number alone. There is
// room for n + 1.
void vn_cluster_times(uint64_t seed, uint64_t cluster, size_t n,
                      uint8_t *times);

// Adds so many groups, as often as that, to the sums of n replicates.
void vn_cluster_add(double *sums, const uint8_t *times, double groups,
                    size_t n);

typedef struct {
  size_t n;
  uint64_t seed;
  double *drawn[2];              // groups of each side, in each replicate
  uint8_t *times;                // of one cluster
  struct VnClusterSeen *recent;  // clusters whose groups wait to be drawn
} VnClusterTotals;

// NULL: no memory.
VnClusterTotals *vn_cluster_totals_new(size_t n, uint64_t seed);
void vn_cluster_totals_free(VnClusterTotals *totals);

// A group of the cluster, on side 0 or 1; and that there are no more.
void vn_cluster_totals_add(VnClusterTotals *totals, uint64_t cluster, int side);
void vn_cluster_totals_end(VnClusterTotals *totals);

#endif
