// Arithmetic cell by cell. Two matrices meet by name: the names of both must
// be the same, in any order, and the result has the order of the left one. A
// cell that is missing in either is missing (but for VN_OR_ELSE), so is one
// that has no value (a division by 0, a root of a negative number); one that
// becomes too large is an error.
#ifndef VN_ARITHMETIC_H
#define VN_ARITHMETIC_H

#include "data/matrix.h"

typedef enum {
  VN_PLUS,
  VN_MINUS,
  VN_TIMES,
  VN_OVER,
  VN_TO_THE,
  VN_LEAST_OF,
  VN_LARGEST_OF,
  VN_AT_LEAST,  // 1 when left >= right, else 0
  VN_OR_ELSE    // left, or right where left is missing
} VnOperation;

VnMatrix *vn_matrix_combine(VnOperation operation, const VnMatrix *left,
                            const VnMatrix *right, VnErr *err);

// With one number for every cell: on the right, or on the left.
VnMatrix *vn_matrix_by_number(VnOperation operation, const VnMatrix *left,
                              double right, VnErr *err);
VnMatrix *vn_number_by_matrix(VnOperation operation, double left,
                              const VnMatrix *right, VnErr *err);

#endif
