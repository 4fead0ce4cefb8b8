// Alpha of clusters of units drawn anew, from what each two clusters have to
// do with each other: pairs of values are gone through once, not in each draw.
#ifndef VN_BETWEEN_H
#define VN_BETWEEN_H

#include "calc/agreement/reliability_point.h"

typedef struct {
  size_t n;          // clusters
  bool of_likeness;  // what is in `pairs`: else distances
  double *ratings;   // of each cluster
  double *observed;  // and what its units' ratings lie apart
  double *pairs;     // of all ratings of each two clusters
} VnBetween;

// `place` tells the cluster of each unit that counts. For metrics of pairs
// (vn_metric_is_pairwise). Needs vn_between_free also when it fails.
bool vn_between_new(VnBetween *between, const VnAgreementTask *task,
                    const uint32_t *place, size_t n_clusters, VnErr *err);
void vn_between_free(VnBetween *between);

// With each cluster so many times.
double vn_between_alpha(const VnBetween *between, const uint8_t *times);

#endif
