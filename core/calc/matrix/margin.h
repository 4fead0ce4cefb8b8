// Sums, means and counts along the rows or down the columns of a matrix.
// Missing cells are left out, and the frame says how many; a row without any
// value has no sum and no mean.
#ifndef VN_MARGIN_H
#define VN_MARGIN_H

#include "data/frame.h"
#include "data/matrix.h"

typedef enum { VN_SUM_OF, VN_MEAN_OF, VN_COUNT_OF } VnMargin;

// One row for each row, or each column, of the matrix: its name, and "sum",
// "mean" or "count".
VnFrame *vn_matrix_margin(const VnMatrix *matrix, VnMargin margin, VnSide side,
                          VnErr *err);

// Of a matrix with the same names for rows and columns: each name, and the
// cell where it meets itself.
VnFrame *vn_matrix_diagonal(const VnMatrix *matrix, VnErr *err);

// The sum of the known cells of each row, each column, or all of them, into
// `sums`; 0 where there is none.
bool vn_matrix_sums(const VnMatrix *matrix, VnSide side, double *sums,
                    VnErr *err);

// The sum of all cells; NaN when there is none.
bool vn_matrix_total(const VnMatrix *matrix, double *total, VnErr *err);

#endif
