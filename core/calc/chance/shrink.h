// Rates of small counts drawn towards what all of them together say: each
// count is Poisson with mean expected * rate, the rates are gamma distributed,
// and the gamma's shape and mean are those under which the counts are likeliest
// (their marginal law is negative binomial).
// Source: Clayton and Kaldor, Biometrics 43 (1987), 671-681; DuMouchel, The
// American Statistician 53 (1999), 177-190.
#ifndef VN_SHRINK_H
#define VN_SHRINK_H

#include <stddef.h>

#include "data/err.h"

typedef struct {
  double shape;  // of the gamma; VN_NO_SPREAD where all rates look the same
  double mean;   // of the rates
} VnShrink;

#define VN_NO_SPREAD 1e6  // a spread of 0.1 % of the mean, or less

// Of n counts and what was expected of each (above 0). False: stopped.
bool vn_shrink_fit(const double *counts, const double *expected, size_t n,
                   VnShrink *fit, VnErr *err);

// The log likelihood of the counts under that gamma, but for a constant.
double vn_shrink_likelihood(const double *counts, const double *expected,
                            size_t n, VnShrink gamma);

// The rate of one count given the gamma: its mean, and the value with that
// share of its distribution below, or above.
double vn_shrunk_rate(VnShrink gamma, double count, double expected);
double vn_shrunk_low(VnShrink gamma, double count, double expected,
                     double share);
double vn_shrunk_high(VnShrink gamma, double count, double expected,
                      double share);

#endif
