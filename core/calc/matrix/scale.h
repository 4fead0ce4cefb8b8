// Columns of numbers times a column of weights, row by row.
#ifndef VN_SCALE_H
#define VN_SCALE_H

#include "data/frame.h"

// The same columns, the named ones as numbers times `weight`; a missing cell
// stays missing, and so does one without a weight. Fails on a column that
// does not hold numbers and on a product that is too large.
VnFrame *vn_scale(const VnFrame *frame, const char *const *names, size_t n,
                  const char *weight, VnErr *err);

#endif
