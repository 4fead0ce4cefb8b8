// The assignment problem: pairs, one to one, whose gains add up to the most.
#ifndef VN_ASSIGN_H
#define VN_ASSIGN_H

#include <stddef.h>
#include <stdint.h>

#include "data/err.h"

// `gains` are n_rows x n_cols, row by row, none below 0. Leaves each row's
// column in `col_of`, or -1 where columns are fewer. By shortest augmenting
// paths: Kuhn 1955, Munkres 1957, Jonker and Volgenant 1987.
bool vn_assign(const double *gains, size_t n_rows, size_t n_cols,
               int32_t *col_of, VnErr *err);

#endif
