#include "calc/chance/binomial.h"

#include <float.h>
#include <math.h>

#include "calc/chance/deviance.h"

#define TWO_PI 6.28318530717958647693

// ---- densities, after Loader, "Fast and accurate computation of binomial
// ---- probabilities" (2000) ----

// log n! less its approximation by Stirling; the first few as they are.
static double stirling_error(double n) {
  static const double first[] = {0,
                                 0.08106146679532726,
                                 0.04134069595540929,
                                 0.02767792568499834,
                                 0.02079067210376509,
                                 0.01664469118982119,
                                 0.01387612882307075,
                                 0.01189670994589177,
                                 0.01041126526197209,
                                 0.009255462182712733,
                                 0.008330563433362871,
                                 0.007573675487951841,
                                 0.006942840107209530,
                                 0.006408994188004207,
                                 0.005951370112758848,
                                 0.005554733551962801};
  if (n < 16) return first[(int)n];
  return vn_stirling_rest(n);
}

static double binomial_density(double k, double n, double chance) {
  if (chance <= 0) return k == 0;
  if (chance >= 1) return k == n;
  if (k == 0) return exp(n * log1p(-chance));
  if (k == n) return exp(n * log(chance));
  double log_size = stirling_error(n) - stirling_error(k) -
                    stirling_error(n - k) - vn_deviance(k, n * chance) -
                    vn_deviance(n - k, n * (1 - chance));
  return exp(log_size) * sqrt(n / (TWO_PI * k * (n - k)));
}


// ---- tails: the first term, then each from the one before ----

static double binomial_above(double k, double n, double chance) {
  double term = binomial_density(k, n, chance), sum = term;
  double odds = chance / (1 - chance);
  for (; k < n && term > sum * DBL_EPSILON / 16; k++) {
    term *= (n - k) / (k + 1) * odds;
    sum += term;
  }
  return sum;
}

double vn_binomial_tail(double k, double n, double chance) {
  if (k <= 0) return 1;
  if (k > n || chance <= 0) return 0;
  if (chance >= 1) return 1;
  if (k > n * chance) return binomial_above(k, n, chance);
  return 1 - binomial_above(n - k + 1, n, 1 - chance);
}

static double hypergeometric_density(double k, double marked, double drawn,
                                     double all) {
  double share = drawn / all;
  if (drawn >= all) return k == marked;
  return binomial_density(k, marked, share) *
         binomial_density(drawn - k, all - marked, share) /
         binomial_density(drawn, all, share);
}

static double hypergeometric_above(double k, double marked, double drawn,
                                   double all) {
  double term = hypergeometric_density(k, marked, drawn, all), sum = term;
  for (; term > sum * DBL_EPSILON / 16; k++) {
    term *=
        (marked - k) * (drawn - k) / ((k + 1) * (all - marked - drawn + k + 1));
    sum += term;
  }
  return sum;
}

double vn_hypergeometric_tail(double k, double marked, double drawn,
                              double all) {
  if (k <= fmax(0, marked + drawn - all)) return 1;
  if (k > fmin(marked, drawn)) return 0;
  if (k > marked * drawn / all)
    return hypergeometric_above(k, marked, drawn, all);
  return 1 - hypergeometric_above(marked - k + 1, marked, all - drawn, all);
}


// ---- limits of a chance ----

// P(X >= k) grows with the chance by k C(n, k) chance^(k-1) (1-chance)^(n-k).
static double slope_at(double k, double n, double chance) {
  return k / chance * binomial_density(k, n, chance);
}

// The chance that gives P(X >= k) = wanted, 0 < k <= n: Newton's steps on
// the tail's logarithm, kept between what is known to be too low and too high.
static double chance_of_tail(double k, double n, double wanted) {
  double low = 0, high = 1, chance = k / (n + 1);
  for (int round = 0; round < 200; round++) {
    double tail = vn_binomial_tail(k, n, chance);
    if (tail < wanted) low = chance;
    else high = chance;
    double next = chance * exp(log(wanted / tail) * tail /
                               (chance * slope_at(k, n, chance)));
    if (!(next > low && next < high)) next = (low + high) / 2;
    if (fabs(next - chance) <= 4 * DBL_EPSILON * chance) return next;
    chance = next;
  }
  return chance;
}

VnLimits vn_binomial_limits(double k, double n, double error) {
  VnLimits limits = {0, 1};
  if (k > 0) limits.low = chance_of_tail(k, n, error / 2);
  if (k < n) limits.high = 1 - chance_of_tail(n - k, n, error / 2);
  return limits;
}
