// One coefficient of one weighting of the units, worked out again and again:
// with every unit once, and with units drawn by chance.
#ifndef VN_RELIABILITY_POINT_H
#define VN_RELIABILITY_POINT_H

#include "calc/agreement/reliability.h"

typedef struct {
  const VnRatings *ratings;
  const VnAgreementPlan *plan;
  VnMetric *metric;  // of alpha
  double *position;  // of each value on the scale of weights
  double range;      // of the positions
  double *unit;      // each unit's disagreement or agreement
  uint32_t *n_of;    // each unit's ratings
  uint32_t *units;   // those that count,
  size_t n;          // and how many
} VnAgreementTask;

// Room for the sums of one evaluation.
typedef struct {
  double *times, *other, *places;  // of each value
  VnMetricRoom metric;
} VnAgreementRoom;

typedef struct {
  double value, observed, expected, maximum;
} VnAgreementPoint;

// Needs vn_agreement_done also when it fails.
bool vn_agreement_begin(VnAgreementTask *task, const VnRatings *ratings,
                        const VnAgreementPlan *plan, VnErr *err);
void vn_agreement_done(VnAgreementTask *task);

bool vn_agreement_room(VnAgreementRoom *room, size_t n_values, VnErr *err);
void vn_agreement_room_free(VnAgreementRoom *room);

// `drawn` says how often each of the units that count was drawn; NULL: once.
VnAgreementPoint vn_agreement_point(const VnAgreementTask *task,
                                    const double *drawn, VnAgreementRoom *room);

// Whether so many values in a row would take minutes: where the metric has to
// go through all pairs of very many values.
bool vn_agreement_too_long(const VnAgreementTask *task, size_t n_points);

// Krippendorff's alpha of n ratings: `times` of the room says how often each
// value was said, `observed` is the sum of the units' disagreements.
VnAgreementPoint vn_alpha_of(const VnAgreementTask *task, const double *drawn,
                             double n, double observed, VnAgreementRoom *room);

#endif
