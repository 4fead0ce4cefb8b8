// How far apart two values are that were said of a unit: Krippendorff's
// metrics, and those of sets of codes.
#ifndef VN_METRIC_H
#define VN_METRIC_H

#include "data/ratings.h"

typedef enum {
  VN_NOMINAL,
  VN_ORDINAL,      // the number of values from one to the other, squared
  VN_INTERVAL,     // (c - k)^2
  VN_RATIO,        // ((c - k) / (c + k))^2
  VN_CIRCULAR,     // sin^2(pi (c - k) / period)
  VN_BIPOLAR,      // (c - k)^2 / ((c + k - 2 least)(2 most - c - k))
  VN_JACCARD,      // of sets: 1 - J, J = common members / all members
  VN_MASI,         // 1 - J M; M: 1 equal, 2/3 nested, 1/3 overlap, 0 apart
  VN_MASI_PRODUCT  // (1 - J)(1 - M)
} VnLevel;

typedef struct {
  VnLevel level;
  double period;       // of a circular scale; NaN: it fits what was said
  double least, most;  // of a bipolar scale; NaN: what was said
  char separator;      // between the members of a set
} VnScaleOf;

typedef struct VnMetric VnMetric;

// Another value, and of sets how many members it has in common with the one
// in hand.
typedef struct {
  uint32_t other, common;
} VnNear;

// Room for one row of distances, of as many values as there are.
typedef struct {
  VnNear *near;
  uint32_t *common;  // all 0
  double *weight;
} VnMetricRoom;

// Fails where the level wants numbers and finds texts.
VnMetric *vn_metric_new(const VnRatings *ratings, VnScaleOf scale, VnErr *err);
void vn_metric_free(VnMetric *metric);

// The ordinal metric hangs on how often each value was said; nothing else does.
bool vn_metric_is_ordinal(const VnMetric *metric);

// Places for n_values numbers that `vn_metric_spread` needs, for as often as
// each value was said.
void vn_metric_place(const VnMetric *metric, const double *times,
                     double *places);

// Needs vn_metric_room_free also when it fails.
bool vn_metric_room(VnMetricRoom *room, size_t n_values, VnErr *err);
void vn_metric_room_free(VnMetricRoom *room);

// Whether all pairs of values have to be gone through: no formula sums up
// their distances.
bool vn_metric_is_pairwise(const VnMetric *metric);

// The values before c and how far each is from it, as `near` and `weight` of
// the room; of sets, most of which are 1 apart, the others alone and 1 less
// their distance (vn_metric_lists_likeness). Gives how many.
size_t vn_metric_row(const VnMetric *metric, size_t c,
                     const VnMetricRoom *room);
bool vn_metric_lists_likeness(const VnMetric *metric);

// The distances of all ordered pairs of values that stand so often each;
// infinite sums are no matter: NaN when stopped.
double vn_metric_expected(const VnMetric *metric, const double *times,
                          const double *places, const VnMetricRoom *room);

// How many steps that takes, as a measure of its time.
double vn_metric_steps(const VnMetric *metric);

// The same within one unit: n different values, each so often.
double vn_metric_observed(const VnMetric *metric, const uint32_t *values,
                          const uint32_t *times, size_t n,
                          const double *places);

#endif
