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

// Shares both name lists; cells are 0. NULL: no memory (said in err) or a
// size that overflows.
VnMatrix *vn_matrix_new(VnNames *rows, VnNames *cols, VnErr *err);

// A new one of the same names, titles, source and unit; cells are 0.
VnMatrix *vn_matrix_like(const VnMatrix *matrix, VnErr *err);
void vn_matrix_free(VnMatrix *matrix);

// Replaces one of the texts (a field of the matrix); false: no memory.
bool vn_matrix_say(char **field, const char *text, VnErr *err);

static inline double *vn_matrix_cell(const VnMatrix *m, size_t i, size_t j) {
  return m->cells + i * m->n_cols + j;
}

#endif
