// The value below which a share of sorted numbers lies, by straight line
// between neighbours: type 7 of Hyndman and Fan, The American Statistician 50
// (1996), 361-365, which R takes, too.
#ifndef VN_QUANTILE_H
#define VN_QUANTILE_H

#include <stddef.h>

// qsort's order of numbers from small to large.
static inline int vn_by_size(const void *a, const void *b) {
  double x = *(const double *)a, y = *(const double *)b;
  return (x > y) - (x < y);
}

// Of n > 0 numbers; share from 0 to 1.
static inline double vn_quantile(const double *sorted, size_t n, double share) {
  double place = share * (double)(n - 1);
  size_t below = (size_t)place;
  if (below + 1 >= n) return sorted[n - 1];
  double part = place - (double)below;
  return sorted[below] + part * (sorted[below + 1] - sorted[below]);
}

#endif
