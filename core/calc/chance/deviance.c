#include "calc/chance/deviance.h"

#include <math.h>

#include "calc/chance/elementary.h"

double vn_ln(double x) {
  return vn_log2(x) * VN_LN2;
}

double vn_deviance(double a, double x) {
  if (fabs(a - x) >= 0.1 * (a + x)) return a * vn_ln(a / x) + x - a;
  double v = (a - x) / (a + x), sum = (a - x) * v, term = 2 * a * v;
  for (int k = 1;; k++) {
    term *= v * v;
    double next = sum + term / (2 * k + 1);
    if (next == sum) return sum;
    sum = next;
  }
}

// Of small numbers from that of larger ones.
double vn_stirling_rest(double a) {
  double sum = 0;
  while (a < 16) {
    sum += (a + 0.5) * vn_ln((a + 1) / a) - 1;
    a++;
  }
  double z = 1 / (a * a);
  return sum + (1.0 / 12 -
                z * (1.0 / 360 -
                     z * (1.0 / 1260 - z * (1.0 / 1680 - z * (1.0 / 1188))))) /
                   a;
}
