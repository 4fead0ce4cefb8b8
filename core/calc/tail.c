#include "calc/tail.h"

#include <float.h>
#include <math.h>

// x^a e^-x / Gamma(a), the factor before both expansions.
static double front(double a, double x) {
  return exp(a * log(x) - x - lgamma(a));
}

// P(a, x) = front / a (1 + x/(a+1) + x^2/((a+1)(a+2)) + ...), for x < a + 1.
static double lower_by_series(double a, double x) {
  double term = 1 / a, sum = term;
  for (double k = 1; term > sum * DBL_EPSILON; k++) {
    term *= x / (a + k);
    sum += term;
  }
  return front(a, x) * sum;
}

// Q(a, x) = front / (x+1-a - 1(1-a)/(x+3-a - 2(2-a)/(x+5-a - ...))), worked
// out from the left (Lentz); for x >= a + 1.
static double upper_by_fraction(double a, double x) {
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

double vn_chi2_tail(double x, double df) {
  double a = df / 2;
  x /= 2;
  if (x <= 0) return 1;
  return x < a + 1 ? 1 - lower_by_series(a, x) : upper_by_fraction(a, x);
}
