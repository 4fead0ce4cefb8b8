// What the cells of a table would hold if its rows and columns were
// independent: as much as the sizes of both give.
#ifndef VN_EXPECTED_H
#define VN_EXPECTED_H

#include "data/matrix.h"

// Row sum x column sum / total. With missing cells (not measured, or empty by
// design) a product of a row's and a column's number that gives every row and
// column its sum over the known cells, by proportional fitting.
// Source: Deming and Stephan, The Annals of Mathematical Statistics 11 (1940),
// 427-444; Goodman, Journal of the American Statistical Association 63 (1968),
// 1091-1131 (quasi-independence).
// Missing where the cell is, and where the row or column adds up to 0; fails
// when the known cells are too few to tell.
VnMatrix *vn_matrix_expected(const VnMatrix *matrix, VnErr *err);

#endif
