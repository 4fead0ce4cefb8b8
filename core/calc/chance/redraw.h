// Clusters drawn anew, as a sample of them would have been; where there are
// few, each left out once instead.
#ifndef VN_REDRAW_H
#define VN_REDRAW_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "data/err.h"

#define VN_FEW_CLUSTERS 8  // fewer are left out one by one

typedef struct {
  size_t n, n_sets;  // clusters; draws, or as many as clusters: 0: none
  bool left_out;
  uint8_t *times;  // set by set, how often each cluster counts
} VnRedraw;

// Draw r takes as many clusters as there are from the stream r + 1 of the
// seed. One cluster has neither draws nor anything left without it. Fails
// where the draws would take more than 1 GiB.
bool vn_redraw_new(VnRedraw *d, size_t n_clusters, size_t n_replicates,
                   uint64_t seed, VnErr *err);
void vn_redraw_free(VnRedraw *d);

const uint8_t *vn_redraw_times(const VnRedraw *d, size_t set);

// Of a value from each set the middle part; where clusters are left out the
// least and the greatest, and no least one where some set has no value. Gives
// how many have one.
size_t vn_redraw_limits(const VnRedraw *d, double *values, double confidence,
                        double *low, double *high);

#endif
