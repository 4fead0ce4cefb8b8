#include "calc/chance/beta.h"

#include <float.h>
#include <math.h>
#include <stdbool.h>

#include "calc/chance/elementary.h"

#define LOG_2 0.69314718055994530942
#define PI 3.14159265358979323846
#define MOST_TERMS 100000  // of the fraction; some tens are usual
#define MOST_STEPS 200     // of the search for a quantile; six are usual
#define MOST_ODDS 690      // logarithm; beyond, x is 0 or 1

static double logarithm(double x) {
  return vn_log2(x) * LOG_2;
}

static double exponential(double x) {
  return x < -700 ? 0 : vn_exp(x);
}


// ---- the density ----

// a log(a / x) + x - a without cancelling. Source: Loader, Fast and Accurate
// Computation of Binomial Probabilities (2000), bd0.
static double deviance(double a, double x) {
  if (fabs(a - x) >= 0.1 * (a + x)) return a * logarithm(a / x) + x - a;
  double v = (a - x) / (a + x), sum = (a - x) * v, term = 2 * a * v;
  for (int k = 1;; k++) {
    term *= v * v;
    double next = sum + term / (2 * k + 1);
    if (next == sum) return sum;
    sum = next;
  }
}

// log Gamma(a + 1) - log(sqrt(2 pi a) a^a e^-a), what Stirling leaves out; of
// small numbers from that of larger ones.
static double stirling_rest(double a) {
  double sum = 0;
  while (a < 16) {
    sum += (a + 0.5) * logarithm((a + 1) / a) - 1;
    a++;
  }
  double z = 1 / (a * a);
  return sum + (1.0 / 12 -
                z * (1.0 / 360 -
                     z * (1.0 / 1260 - z * (1.0 / 1680 - z * (1.0 / 1188))))) /
                   a;
}

// The logarithm of x^a (1 - x)^b / B(a, b), which is the density of x times
// x (1 - x), or the density of log(x / (1 - x)). `scale` is what does not
// depend on x.
static double scale_of(double a, double b) {
  double rest = stirling_rest(a + b) - stirling_rest(a) - stirling_rest(b);
  return rest + logarithm(a / (2 * PI) * (b / (a + b))) / 2;
}

// x and 1 - x apart, so that neither loses its digits near an end.
typedef struct {
  double a, b, x, y;  // y is 1 - x
} At;

static double front(const At *p, double scale) {
  double n = p->a + p->b;
  return scale - deviance(p->a, n * p->x) - deviance(p->b, n * p->y);
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
    return there + logarithm(part);
  }
  double sum = 1 - exponential(there) * fraction(p->b, p->a, p->y) / p->b;
  *slope = exponential(there) / sum;
  return logarithm(sum);
}

// Newton's steps cannot go astray on what is concave. The share is at most
// 1/2; that of the other side is the same question turned round.
static double find(double a, double b, double share) {
  double scale = scale_of(a, b), odds = logarithm(a / b);
  double target = logarithm(share), near = 1e-9 * sqrt(1 / a + 1 / b);
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
