// The largest eigenvalue of a large symmetric operator, and its vector, from
// products with the operator alone.
// Source: Lanczos, Journal of Research of the National Bureau of Standards 45
// (1950), 255-282; all vectors are kept and kept apart, so that none comes
// twice. The small problem: Parlett, The Symmetric Eigenvalue Problem (1980).
#ifndef VN_LANCZOS_H
#define VN_LANCZOS_H

#include <stddef.h>

#include "data/err.h"

// Sets `to` to the operator times `from`.
typedef void VnOperator(const void *given, const double *from, double *to);

typedef struct {
  VnOperator *times;
  const void *given;
  size_t n;             // of rows
  const double *apart;  // eigenvectors already known, one after the other, of
  size_t n_apart;       // length 1: the answer is at right angles to them
} VnSymmetric;

// False: stopped, or no memory. `vector` has length 1; with no room left
// beside the known ones the value is NaN.
bool vn_largest_eigen(const VnSymmetric *operator, double * value,
                      double *vector, VnErr *err);

#endif
