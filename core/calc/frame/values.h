// One number from the values of a group, which are moved about meanwhile;
// missing (NaN) when there are too few.
#ifndef VN_VALUES_H
#define VN_VALUES_H

#include <stddef.h>

double vn_sum_of(double *x, size_t n);
double vn_mean_of(double *x, size_t n);
double vn_median_of(double *x, size_t n);
double vn_sd_of(double *x, size_t n);  // of a sample: divided by n - 1

#endif
