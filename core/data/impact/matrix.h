// A cross-impact matrix from a matrix, and back.
#ifndef VN_IMPACT_MATRIX_H
#define VN_IMPACT_MATRIX_H

#include "data/impact.h"
#include "data/matrix.h"

// The rows and columns are called "Descriptor|Variant", or with another text
// between the two.
VnImpact *vn_impact_from_matrix(const VnMatrix *matrix, const char *separator,
                                VnErr *err);
VnMatrix *vn_impact_matrix(const VnImpact *x, VnErr *err);

#endif
