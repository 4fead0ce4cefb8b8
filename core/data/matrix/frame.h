// A matrix from a frame, and frames from a matrix.
#ifndef VN_MATRIX_FRAME_H
#define VN_MATRIX_FRAME_H

#include "data/frame.h"
#include "data/matrix.h"

// The rows are named by the column `id` (text, integer or date); each other
// column that is not in `drop` (or NULL) becomes a column of numbers.
VnMatrix *vn_matrix_from_frame(const VnFrame *frame, const char *id,
                               const VnNames *drop, VnErr *err);

// One row for each row, its name first.
VnFrame *vn_matrix_to_frame(const VnMatrix *matrix, VnErr *err);

// One row for each cell: row name, column name, value; the first two are
// called by the titles, or row and col when both titles are the same.
VnFrame *vn_matrix_to_long(const VnMatrix *matrix, VnErr *err);

// A text column of these names, in their order. NULL: no memory.
VnColumn *vn_column_of_names(const VnNames *names);

#endif
