#include "calc/chance/shrink.h"

#include <math.h>

#include "calc/chance/gamma.h"
#include "data/stop.h"

#define LEAST_SHAPE 1e-3
#define N_LOOKS 28     // shapes tried first, evenly spread in their logarithm
#define N_SECTIONS 44  // golden sections of what lies between two of them
#define MOST_STEPS 60  // Newton's, for the mean

typedef struct {
  const double *counts, *expected;
  size_t n;
} Cells;


// ---- the likelihood ----

double vn_shrink_likelihood(const double *counts, const double *expected,
                            size_t n, VnShrink gamma) {
  double a = gamma.shape, sum = 0;
  int sign;
  double whole = lgamma_r(a, &sign);
  for (size_t k = 0; k < n; k++) {
    double odds = gamma.mean * expected[k] / a, x = counts[k];
    sum -= (a + x) * log1p(odds);
    if (x > 0) sum += lgamma_r(a + x, &sign) - whole + x * log(odds);
  }
  return sum;
}

// Of a shape the mean is likeliest where sum (x - m e) / (shape + m e) is 0.
// The sum falls with m and bends upwards, so that Newton's steps from below
// never go too far; from above they may, and are cut.
static double mean_for(const Cells *cells, double shape, double start) {
  double mean = start;
  for (int step = 0; step < MOST_STEPS; step++) {
    double sum = 0, slope = 0;
    for (size_t k = 0; k < cells->n; k++) {
      double e = cells->expected[k], x = cells->counts[k];
      double part = shape + mean * e;
      sum += (x - mean * e) / part;
      slope -= e * (shape + x) / (part * part);
    }
    double next = fmax(mean - sum / slope, mean / 4);
    if (fabs(next - mean) <= 1e-13 * mean) return next;
    mean = next;
  }
  return mean;
}


// ---- the search ----

typedef struct {
  double log_shape;
  VnShrink gamma;
  double likelihood;
} Look;

static Look look_at(const Cells *cells, double log_shape, double start) {
  Look look = {.log_shape = log_shape, .gamma.shape = exp(log_shape)};
  look.gamma.mean = mean_for(cells, look.gamma.shape, start);
  look.likelihood = vn_shrink_likelihood(cells->counts, cells->expected,
                                         cells->n, look.gamma);
  return look;
}

static bool look_around(const Cells *cells, double start, double low,
                        double step, Look *best, VnErr *err) {
  for (int k = 0; k < N_LOOKS; k++) {
    Look look = look_at(cells, low + k * step, start);
    if (k == 0 || look.likelihood > best->likelihood) *best = look;
    if (vn_stopped(err)) return false;
  }
  return true;
}

// Golden sections between the looks on both sides of the best.
static bool narrow(const Cells *cells, double step, Look *best, VnErr *err) {
  const double part = 0.61803398874989484820;
  double low = best->log_shape - step, high = best->log_shape + step;
  double start = best->gamma.mean;
  Look left = look_at(cells, high - part * (high - low), start);
  Look right = look_at(cells, low + part * (high - low), start);
  for (int k = 0; k < N_SECTIONS; k++) {
    if (left.likelihood >= right.likelihood) {
      high = right.log_shape, right = left;
      left = look_at(cells, high - part * (high - low), start);
    } else {
      low = left.log_shape, left = right;
      right = look_at(cells, low + part * (high - low), start);
    }
    if (vn_stopped(err)) return false;
  }
  *best = left.likelihood >= right.likelihood ? left : right;
  return true;
}

bool vn_shrink_fit(const double *counts, const double *expected, size_t n,
                   VnShrink *fit, VnErr *err) {
  Cells cells = {counts, expected, n};
  double low = log(LEAST_SHAPE), sum = 0, whole = 0;
  double step = (log(VN_NO_SPREAD) - low) / (N_LOOKS - 1);
  for (size_t k = 0; k < n; k++) sum += counts[k], whole += expected[k];
  *fit = (VnShrink){.shape = VN_NO_SPREAD, .mean = NAN};
  if (!(sum > 0)) return true;
  Look best;
  if (!look_around(&cells, sum / whole, low, step, &best, err)) return false;
  bool at_the_end = best.log_shape > low + (N_LOOKS - 1.5) * step;
  if (!at_the_end && !narrow(&cells, step, &best, err)) return false;
  if (at_the_end) best.gamma.shape = VN_NO_SPREAD;
  *fit = best.gamma;
  return true;
}


// ---- one rate ----

// Given its count the rate is gamma of shape + count, over shape / mean +
// expected.
double vn_shrunk_rate(VnShrink gamma, double count, double expected) {
  return (gamma.shape + count) / (gamma.shape / gamma.mean + expected);
}

double vn_shrunk_low(VnShrink gamma, double count, double expected,
                     double share) {
  return vn_gamma_with_below(gamma.shape + count, share) /
         (gamma.shape / gamma.mean + expected);
}

double vn_shrunk_high(VnShrink gamma, double count, double expected,
                      double share) {
  return vn_gamma_with_above(gamma.shape + count, share) /
         (gamma.shape / gamma.mean + expected);
}
