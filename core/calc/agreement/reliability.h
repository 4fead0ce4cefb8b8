// Coefficients of agreement between coders, over any number of coders and
// with missing ratings.
#ifndef VN_RELIABILITY_H
#define VN_RELIABILITY_H

#include "calc/agreement/metric.h"
#include "data/matrix.h"

typedef enum {
  VN_PERCENT,
  VN_COHEN,
  VN_FLEISS,
  VN_KRIPPENDORFF,
  VN_GWET,
  VN_BRENNAN_PREDIGER
} VnCoefficient;

// How much two values that differ still agree, from 0 to 1: all or nothing,
// or by their distance on the scale.
typedef enum {
  VN_UNWEIGHTED,
  VN_LINEAR,
  VN_QUADRATIC,
  VN_ORDINAL_WEIGHTS
} VnWeights;

typedef struct {
  VnCoefficient coefficient;
  VnScaleOf scale;     // of Krippendorff's alpha
  VnWeights weights;   // of all others
  int64_t replicates;  // 0: no interval
  uint64_t seed;
  double confidence;  // of the interval
} VnAgreementPlan;

typedef struct {
  double value;  // NaN: undefined, nothing varies
  // alpha: disagreement; all others: agreement
  double observed, expected;
  double maximum;      // of Cohen's kappa, given how often each coder said what
  size_t n_units;      // with two ratings at least
  size_t n_single;     // with one, and
  size_t n_unrated;    // with none
  double low, high;    // NaN: no interval
  size_t n_undefined;  // replicates without a value
  size_t n_clusters;   // 0: units are drawn, or nothing is known of clusters
  bool too_long;       // no interval: so many values, each with each
} VnAgreement;

// Sources: Krippendorff, "Content analysis", 4th ed. (2019), ch. 12; Gwet,
// "Handbook of inter-rater reliability", 4th ed. (2014); Fleiss,
// Psychological Bulletin 76 (1971), 378-382; Cohen, Educational and
// Psychological Measurement 20 (1960), 37-46, and Psychological Bulletin 70
// (1968), 213-220; Brennan and Prediger, Educational and Psychological
// Measurement 41 (1981), 687-699. The interval holds the middle part of the
// values that resampled units give, or resampled clusters of units where the
// ratings have them; fewer than VN_FEW_CLUSTERS are left out one by one.
bool vn_agreement(const VnRatings *ratings, const VnAgreementPlan *plan,
                  VnAgreement *found, VnErr *err);

// The coefficient of each value against all others: value, n_ratings,
// agreement; without intervals.
VnFrame *vn_agreement_by_value(const VnRatings *ratings,
                               const VnAgreementPlan *plan, VnErr *err);

// The same of each two coders: a, b, n_units, agreement.
VnFrame *vn_agreement_by_pair(const VnRatings *ratings,
                              const VnAgreementPlan *plan, VnErr *err);

// The units on which coders differ, those they differ most on first: unit,
// n_ratings, disagreement (the mean distance of two of its ratings), ratings.
VnFrame *vn_disputed(const VnRatings *ratings, VnScaleOf scale, VnErr *err);

#endif
