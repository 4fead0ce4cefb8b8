// How much two values agree when agreement comes by degrees.
#ifndef VN_AGREEMENT_WEIGHTS_H
#define VN_AGREEMENT_WEIGHTS_H

#include <math.h>

#include "calc/agreement/reliability_point.h"

// A value's position is its number, or its place where values are texts.
void vn_weights_place(VnAgreementTask *task);

// n (n - 1) / 2, of whole and other numbers.
static inline double vn_pairs_of(double n) {
  return n * (n - 1) / 2;
}

// How much values c and k agree. Sources: Cohen (1968); Gwet (2014), ch. 3.
static inline double vn_weight(const VnAgreementTask *t, size_t c, size_t k) {
  double d = fabs(t->position[c] - t->position[k]);
  if (c == k) return 1;
  switch (t->plan->weights) {
    case VN_LINEAR: return 1 - d / t->range;
    case VN_QUADRATIC: return 1 - d * d / (t->range * t->range);
    case VN_ORDINAL_WEIGHTS:
      d = c > k ? (double)(c - k) : (double)(k - c);
      return 1 - vn_pairs_of(d + 1) / vn_pairs_of((double)t->ratings->n_values);
    default: return 0;
  }
}

// The weights of all pairs of values with those shares; `x` and `y` may be
// the same.
double vn_weighted(const VnAgreementTask *task, const double *x,
                   const double *y);
double vn_sum_of_weights(const VnAgreementTask *task);

#endif
