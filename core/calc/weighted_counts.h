// Counts of clusters added up with weights, for many sets of weights at once:
// a product of matrices whose entries are whole numbers.
#ifndef VN_WEIGHTED_COUNTS_H
#define VN_WEIGHTED_COUNTS_H

#include <stddef.h>

#define VN_PANEL 48  // columns of counts that are added up together
#define VN_SETS 8    // sets of weights that are

// Sums below this are exact in whatever order they are made.
#define VN_EXACT_SUM 16777216.0  // 2^24

// sums[r][k] += the sum over s of weights[s][r] x counts[s][k], for the n
// clusters s: counts has n rows of VN_PANEL numbers. Weights stand in blocks
// of VN_SETS sets: block b has n rows, of the sets VN_SETS b and on. sums has
// VN_SETS n_blocks rows.
// Adds to what stands in sums.
void vn_weighted_counts_add(const float *weights, size_t n_blocks,
                            const float *counts, size_t n, float *sums);

// The same from 0.
void vn_weighted_counts(const float *weights, size_t n_blocks,
                        const float *counts, size_t n, float *sums);

#endif
