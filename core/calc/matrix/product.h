// Matrix products by CBLAS. The inner names meet by name. Where a row of the
// left or a column of the right has a missing cell, the product is missing.
#ifndef VN_PRODUCT_H
#define VN_PRODUCT_H

#include "data/matrix.h"

VnMatrix *vn_matrix_multiply(const VnMatrix *left, const VnMatrix *right,
                             VnErr *err);

// The n-th power of a matrix whose rows and columns have the same names; the
// power 0 has 1 on its diagonal and 0 elsewhere.
VnMatrix *vn_matrix_power(const VnMatrix *matrix, size_t n, VnErr *err);

#endif
