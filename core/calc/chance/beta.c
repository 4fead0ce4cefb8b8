#include "calc/chance/beta.h"

#include <float.h>
#include <math.h>
#include <stdbool.h>

#include "calc/chance/deviance.h"
#include "calc/chance/elementary.h"

#define PI 3.14159265358979323846
#define MOST_TERMS 100000  // of the fraction; some tens are usual
#define MOST_STEPS 200     // of the search for a quantile; six are usual
#define MOST_ODDS 690      // logarithm; beyond, x is 0 or 1

static double exponential(double x) {
  return x < -700 ? 0 : vn_exp(x);
}


// ---- the density ----

// The logarithm of x^a (1 - x)^b / B(a, b), which is the density of x times
// x (1 - x), or the density of log(x / (1 - x)). `scale` is what does not
// depend on x.
static double scale_of(double a, double b) {
  double rest =
      vn_stirling_rest(a + b) - vn_stirling_rest(a) - vn_stirling_rest(b);
  return rest + vn_ln(a / (2 * PI) * (b / (a + b))) / 2;
}

// x and 1 - x apart, so that neither loses its digits near an end.
typedef struct {
  double a, b, x, y;  // y is 1 - x
} At;

static double front(const At *p, double scale) {
  double n = p->a + p->b;
  return scale - vn_deviance(p->a, n * p->x) - vn_deviance(p->b, n * p->y);
}


// ---- the share below ----

static double away_from_0(double x) {
  return fabs(x) < DBL_MIN ? DBL_MIN : x;
}

// The numerators of the fraction, two for each m from 1 on.
static double odd(double a, double b, double x, double m) {
  return -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1));
}

static double even(double a, double b, double x, double m) {
  return m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m));
}

// 1 / (1 + d1 / (1 + d2 / (1 + ...))), worked out from the left (Lentz); for
// x < (a + 1) / (a + b + 2). Source: Abramowitz and Stegun (1964), 26.5.8.
static double fraction(double a, double b, double x) {
  double c = 1, d = 1 / away_from_0(1 + odd(a, b, x, 0)), product = d;
  for (int m = 1; m < MOST_TERMS; m++) {
    double numerator = even(a, b, x, m);
    d = 1 / away_from_0(1 + numerator * d);
    c = away_from_0(1 + numerator / c);
    product *= c * d;
    numerator = odd(a, b, x, m);
    d = 1 / away_from_0(1 + numerator * d);
    c = away_from_0(1 + numerator / c);
    product *= c * d;
    if (fabs(c * d - 1) <= DBL_EPSILON) break;
  }
  return product;
}

static bool is_left(const At *p) {
  return p->x < (p->a + 1) / (p->a + p->b + 2);
}


// ---- quantiles ----

static At at_odds(double a, double b, double log_odds) {
  double odds = exponential(fabs(log_odds)), less = 1 / (1 + odds);
  double more = odds / (1 + odds);
  return log_odds < 0 ? (At){a, b, less, more} : (At){a, b, more, less};
}

// The logarithm of the share below, which is concave over log(x / (1 - x)),
// and its slope there. Shares too small for a number still have one.
static double log_below(const At *p, double scale, double *slope) {
  double there = front(p, scale);
  if (is_left(p)) {
    double part = fraction(p->a, p->b, p->x) / p->a;
    *slope = 1 / part;
    return there + vn_ln(part);
  }
  double sum = 1 - exponential(there) * fraction(p->b, p->a, p->y) / p->b;
  *slope = exponential(there) / sum;
  return vn_ln(sum);
}

// Newton's steps cannot go astray on what is concave. The share is at most
// 1/2; that of the other side is the same question turned round.
static double find(double a, double b, double share) {
  double scale = scale_of(a, b), odds = vn_ln(a / b);
  double target = vn_ln(share), near = 1e-9 * sqrt(1 / a + 1 / b);
  for (int step = 0; step < MOST_STEPS; step++) {
    double slope;
    At p = at_odds(a, b, odds);
    double move = (log_below(&p, scale, &slope) - target) / slope;
    odds = fmin(fmax(odds - move, -MOST_ODDS), MOST_ODDS);
    if (fabs(move) <= near) break;
  }
  return odds;
}

double vn_beta_at(double a, double b, double share) {
  double odds = share <= 0.5 ? find(a, b, share) : -find(b, a, 1 - share);
  return at_odds(a, b, odds).x;
}
