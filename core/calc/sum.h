// Adds numbers in the order they come, keeping what rounding loses.
// Source: A. Neumaier, Rundungsfehleranalyse einiger Verfahren zur Summation
// endlicher Summen, ZAMM 54 (1974), 39-51.
#ifndef VN_SUM_H
#define VN_SUM_H

#include <math.h>

typedef struct {
  double high, low;  // both zero at first
} VnSum;

static inline void vn_sum_add(VnSum *sum, double x) {
  double high = sum->high + x;
  double lost = fabs(sum->high) >= fabs(x) ? (sum->high - high) + x
                                           : (x - high) + sum->high;
  sum->high = high, sum->low += lost;
}

// Infinite when the numbers, or the first few of them, add up to more than a
// double holds.
static inline double vn_sum_value(VnSum sum) {
  return isfinite(sum.high) ? sum.high + sum.low : INFINITY;
}

#endif
