// An order statistic of numbers that need not be sorted: Hoare,
// Algorithm 65: Find, Communications of the ACM 4 (1961), 321-322.
#ifndef VN_ORDER_STATISTIC_H
#define VN_ORDER_STATISTIC_H

#include <stddef.h>

// What stands at place k, from 0, when n > k numbers are sorted; no smaller
// one is behind it afterwards, and no larger one before. None may be NaN.
static inline double vn_order_statistic(double *numbers, size_t n, size_t k) {
  ptrdiff_t low = 0, high = (ptrdiff_t)n - 1, at = (ptrdiff_t)k;
  while (low < high) {
    double middle = numbers[at];
    ptrdiff_t i = low, j = high;
    while (i <= j) {
      while (numbers[i] < middle) i++;
      while (middle < numbers[j]) j--;
      if (i > j) break;
      double swap = numbers[i];
      numbers[i++] = numbers[j];
      numbers[j--] = swap;
    }
    if (j < at) low = i;
    if (at < i) high = j;
  }
  return numbers[at];
}

#endif
