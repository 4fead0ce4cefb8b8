// Several quantiles of very many numbers, which are sorted only as far as
// that takes.
#ifndef VN_QUANTILES_H
#define VN_QUANTILES_H

#include <stddef.h>

// Of n > 0 numbers, which are put in another order.
void vn_quantiles(double *values, size_t n, const double *share,
                  size_t n_shares, double *to);

#endif
