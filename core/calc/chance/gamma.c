#include "calc/chance/gamma.h"

#include <float.h>
#include <math.h>
#include <stdbool.h>

#include "calc/chance/deviance.h"

#define LARGE 1e6        // shapes from here on by the expansion in 1 / a
#define MOST_STEPS 5000  // of the search for a quantile; ten is usual

static const double SQRT_2PI = 2.5066282746310005024;


// ---- the density ----

// x^a e^-x / Gamma(a), the factor before both expansions: x times the density.
static double front(double a, double x) {
  return sqrt(a) / SQRT_2PI * exp(-vn_stirling_rest(a) - vn_deviance(a, x));
}


// ---- the two tails ----

// P(a, x) = front / a (1 + x/(a+1) + x^2/((a+1)(a+2)) + ...), for x < a + 1.
static double below_by_series(double a, double x) {
  double term = 1 / a, sum = term;
  for (double k = 1; term > sum * DBL_EPSILON; k++) {
    term *= x / (a + k);
    sum += term;
  }
  return front(a, x) * sum;
}

// Q(a, x) = front / (x+1-a - 1(1-a)/(x+3-a - 2(2-a)/(x+5-a - ...))), worked
// out from the left (Lentz); for x >= a + 1.
static double above_by_fraction(double a, double x) {
  double b = x + 1 - a, c = 1 / DBL_MIN, d = 1 / b, product = d, factor;
  double k = 0;
  do {
    k++;
    double numerator = -k * (k - a);
    b += 2;
    d = 1 / (numerator * d + b);
    c = b + numerator / c;
    factor = c * d;
    product *= factor;
  } while (fabs(factor - 1) > DBL_EPSILON);
  return front(a, x) * product;
}

// The tail of a large shape on the side of `sign` (-1 below, 1 above), where
// x is near a; far from it there is nothing left. Source: Temme, SIAM Journal
// on Mathematical Analysis 10 (1979), 757-766; DiDonato and Morris, ACM
// Transactions on Mathematical Software 12 (1986), 377-393.
static double tail_of_large(double a, double x, double sign) {
  double half = vn_deviance(a, x);  // a eta^2 / 2
  double eta = copysign(sqrt(2 * half / a), x - a);
  double c0 =
      -1.0 / 3 +
      eta * (1.0 / 12 + eta * (-2.0 / 135 + eta * (1.0 / 864 + eta / 2835)));
  double c1 = -1.0 / 540 + eta * (-1.0 / 288 + eta / 378);
  double rest = exp(-half) / (SQRT_2PI * sqrt(a)) * (c0 + c1 / a);
  return fmax(0, erfc(sign * copysign(sqrt(half), eta)) / 2 + sign * rest);
}

double vn_gamma_below(double a, double x) {
  if (!(x > 0)) return 0;
  if (a >= LARGE) return tail_of_large(a, x, -1);
  return x < a + 1 ? below_by_series(a, x) : 1 - above_by_fraction(a, x);
}

double vn_gamma_above(double a, double x) {
  if (!(x > 0)) return 1;
  if (a >= LARGE) return tail_of_large(a, x, 1);
  return x < a + 1 ? 1 - below_by_series(a, x) : above_by_fraction(a, x);
}


// ---- quantiles ----

// The normal deviate with that share above it, to three digits: a start.
// Source: Abramowitz and Stegun (1964), 26.2.23.
static double deviate_above(double share) {
  bool turned = share > 0.5;
  double t = sqrt(-2 * log(turned ? 1 - share : share));
  double z = t - (2.515517 + t * (0.802853 + t * 0.010328)) /
                     (1 + t * (1.432788 + t * (0.189269 + t * 0.001308)));
  return turned ? -z : z;
}

// Wilson and Hilferty's cube; for small shapes the first term of the series.
static double guess(double a, double share, bool above) {
  double z = above ? deviate_above(share) : -deviate_above(share);
  double root = 1 - 1 / (9 * a) + z / (3 * sqrt(a));
  if (a >= 1 && root > 0.2) return a * root * root * root;
  double below = above ? 1 - share : share;
  int sign;
  if (below > 0.9) return a + 1 + fabs(z);
  return exp((log(below) + lgamma_r(a + 1, &sign)) / a);
}

// Newton's steps, kept between what is known to be too low and too high.
static double find(double a, double share, bool above) {
  double low = 0, high = INFINITY, x = guess(a, share, above);
  for (int step = 0; x > 0 && step < MOST_STEPS; step++) {
    double off =
        above ? share - vn_gamma_above(a, x) : vn_gamma_below(a, x) - share;
    if (off == 0) return x;
    if (off < 0) low = x;
    else high = x;
    double next = x - off / (front(a, x) / x);
    if (!(next > low && next < high)) {
      next = isinf(high) ? 2 * x + 1 : low / 2 + high / 2;
    }
    if (fabs(next - x) <= 2 * DBL_EPSILON * x) return next;
    x = next;
  }
  return x;
}

double vn_gamma_with_below(double a, double share) {
  return find(a, share, false);
}

double vn_gamma_with_above(double a, double share) {
  return find(a, share, true);
}

double vn_poisson_low(double n, double tail) {
  return n > 0 ? vn_gamma_with_below(n, tail) : 0;
}

double vn_poisson_high(double n, double tail) {
  return vn_gamma_with_above(n + 1, tail);
}
