// The matrix: dense numbers with a name for each row and each column.
#ifndef VN_MATRIX_H
#define VN_MATRIX_H

#include <math.h>
#include <stddef.h>

#include "data/err.h"
#include "data/names.h"

typedef struct {
  VnNames *rows, *cols;
  size_t n_rows, n_cols;
  double *cells;    // row by row; a missing cell is NaN
  char *row_title;  // what the rows are ("megatrend_id"), or NULL
  char *col_title;  // what the columns are, or NULL
  char *source;     // where the numbers came from, or NULL
  char *unit;       // what they count, or NULL
} VnMatrix;

// Which way a verb looks: along each row, down each column, or over all cells.
typedef enum { VN_ROWS, VN_COLS, VN_ALL } VnSide;

// Shares both name lists; cells are 0. NULL: no memory, or more cells than
// this machine's memory holds.
VnMatrix *vn_matrix_new(VnNames *rows, VnNames *cols, VnErr *err);

// The same with that value, or NaN, in every cell.
VnMatrix *vn_matrix_full(VnNames *rows, VnNames *cols, double value,
                         VnErr *err);

// A new one of the same names, titles, source and unit; cells are 0.
VnMatrix *vn_matrix_like(const VnMatrix *matrix, VnErr *err);
void vn_matrix_free(VnMatrix *matrix);

// Replaces one of the texts (a field of the matrix); false: no memory.
bool vn_matrix_say(char **field, const char *text, VnErr *err);

// Says that numbers from there went into the matrix, too.
bool vn_matrix_join_source(VnMatrix *matrix, const char *other, VnErr *err);

// What the rows or columns are, for headings: the title, or "row", "col".
const char *vn_matrix_row_word(const VnMatrix *matrix);
const char *vn_matrix_col_word(const VnMatrix *matrix);

// A copy; titles, source and unit come along in all of these.
VnMatrix *vn_matrix_copy(const VnMatrix *matrix, VnErr *err);

// The rows and columns of those names, in their order; NULL means all.
VnMatrix *vn_matrix_select(const VnMatrix *matrix, VnNames *rows, VnNames *cols,
                           VnErr *err);

VnMatrix *vn_matrix_head(const VnMatrix *matrix, size_t n_rows, VnErr *err);
VnMatrix *vn_matrix_transpose(const VnMatrix *matrix, VnErr *err);

// A copy with the columns in the order of the rows; fails unless both have
// the same names.
VnMatrix *vn_matrix_squared_names(const VnMatrix *matrix, VnErr *err);

// The same names in the same order, the same cells, missing where missing.
bool vn_matrix_equal(const VnMatrix *a, const VnMatrix *b);

size_t vn_matrix_count_missing(const VnMatrix *matrix);

// The lines a side consists of: one for each row, for each column, or one.
static inline size_t vn_matrix_n_lines(const VnMatrix *m, VnSide side) {
  return side == VN_ROWS ? m->n_rows : side == VN_COLS ? m->n_cols : 1;
}

static inline size_t vn_matrix_line(VnSide side, size_t i, size_t j) {
  return side == VN_ROWS ? i : side == VN_COLS ? j : 0;
}

static inline size_t vn_matrix_size(const VnMatrix *m) {
  return m->n_rows * m->n_cols;
}

static inline double *vn_matrix_cell(const VnMatrix *m, size_t i, size_t j) {
  return m->cells + i * m->n_cols + j;
}

#endif
