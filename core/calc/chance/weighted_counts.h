// Counts of clusters added up with weights, for many sets of weights at once:
// a product of matrices whose entries are small whole numbers.
#ifndef VN_WEIGHTED_COUNTS_H
#define VN_WEIGHTED_COUNTS_H

#include <stddef.h>
#include <stdint.h>

#define VN_SETS 8      // sets of weights that are added up together
#define VN_COLUMNS 16  // columns of counts that are

// Set r has a weight for each cluster, from of + r x apart on.
typedef struct {
  const int16_t *of;
  size_t n_sets;  // a multiple of VN_SETS
  size_t apart;   // the clusters at least, and even
} VnClusterWeights;

// Clusters stand two by two, their counts side by side: see vn_count_of.
typedef struct {
  const int16_t *of;
  size_t n;      // clusters; behind an odd number there is one without counts
  size_t width;  // columns, a multiple of VN_COLUMNS
} VnClusterCounts;

static inline size_t vn_count_of(size_t width, size_t cluster, size_t column) {
  return 2 * (cluster / 2 * width + column) + cluster % 2;
}

// sums[r x width + k] += the sum over the clusters s of weight r of s times
// its count k. Sums are exact while they are below 2^31.
void vn_weighted_counts_add(const VnClusterWeights *weights,
                            const VnClusterCounts *counts, int32_t *sums);

#endif
