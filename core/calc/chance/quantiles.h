// Several quantiles of very many numbers, which are sorted only as far as
// that takes.
#ifndef VN_QUANTILES_H
#define VN_QUANTILES_H

#include <stddef.h>

// Of n > 0 numbers, which are put in another order.
void vn_quantiles(double *values, size_t n, const double *share,
                  size_t n_shares, double *to);

// The middle part of n numbers, of those that are not NaN: gives how many
// these are. With confidence 1 the least and the greatest; NaN without any.
size_t vn_limits(double *values, size_t n, double confidence, double *low,
                 double *high);

#endif
