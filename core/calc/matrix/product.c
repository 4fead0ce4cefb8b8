#include "calc/matrix/product.h"

#include <cblas.h>
#include <limits.h>

#include "data/memory.h"
#include "data/stop.h"

#define WORK ((size_t)1 << 24)  // multiplications between two looks at Ctrl-C


// ---- missing cells ----

// Sets missing cells to 0 and marks their lines.
static bool take_out(VnMatrix *m, VnSide side, bool *marks, VnErr *err) {
  for (size_t i = 0; i < m->n_rows; i++) {
    for (size_t j = 0; j < m->n_cols; j++) {
      if (!isnan(*vn_matrix_cell(m, i, j))) continue;
      *vn_matrix_cell(m, i, j) = 0;
      marks[vn_matrix_line(side, i, j)] = true;
    }
    if (vn_stopped(err)) return false;
  }
  return true;
}

static bool settle(VnMatrix *m, const bool *rows, const bool *cols,
                   VnErr *err) {
  for (size_t i = 0; i < m->n_rows; i++) {
    for (size_t j = 0; j < m->n_cols; j++) {
      double *cell = vn_matrix_cell(m, i, j);
      if (rows[i] || cols[j]) *cell = NAN;
      else if (!isfinite(*cell)) {
        return vn_fail(err,
                       "cell \"%s\" x \"%s\" becomes too large for a number",
                       vn_names_at(m->rows, i), vn_names_at(m->cols, j));
      }
      *cell += 0.0;
    }
    if (vn_stopped(err)) return false;
  }
  return true;
}


// ---- the product ----

static size_t least(size_t a, size_t b) {
  return a < b ? a : b;
}

// Block after block, each with the whole inner sum, so that the blocks do not
// show in the result.
static bool multiply_blocks(VnMatrix *m, const VnMatrix *left,
                            const VnMatrix *right, VnErr *err) {
  size_t inner = left->n_cols;
  if (inner == 0 || vn_matrix_size(m) == 0) return true;
  size_t width = least(m->n_cols, WORK / inner + 1);
  size_t height = WORK / inner / width + 1;
  for (size_t i = 0; i < m->n_rows; i += height) {
    for (size_t j = 0; j < m->n_cols; j += width) {
      cblas_dgemm(CblasRowMajor, CblasNoTrans, CblasNoTrans,
                  (int)least(height, m->n_rows - i),
                  (int)least(width, m->n_cols - j), (int)inner, 1,
                  vn_matrix_cell(left, i, 0), (int)inner,
                  vn_matrix_cell(right, 0, j), (int)right->n_cols, 0,
                  vn_matrix_cell(m, i, j), (int)m->n_cols);
      if (vn_stopped(err)) return false;
    }
  }
  return true;
}

// Both are ours to change; the columns of the left are the rows of the right.
static bool multiply(VnMatrix *m, VnMatrix *left, VnMatrix *right, VnErr *err) {
  bool *rows = vn_alloc(m->n_rows, sizeof *rows);
  bool *cols = vn_alloc(m->n_cols, sizeof *cols);
  bool done = rows && cols;
  if (!done) vn_fail_memory(err, "multiplying");
  done = done && take_out(left, VN_ROWS, rows, err) &&
         take_out(right, VN_COLS, cols, err) &&
         multiply_blocks(m, left, right, err) && settle(m, rows, cols, err);
  vn_free(rows);
  vn_free(cols);
  return done;
}

// The rows of the left by the columns of the right, with what both say.
static VnMatrix *blank(const VnMatrix *left, const VnMatrix *right,
                       VnErr *err) {
  if (left->n_cols > INT_MAX || right->n_cols > INT_MAX) {
    vn_fail(err, "more than %d columns are too many for a product", INT_MAX);
    return NULL;
  }
  const char *unit = left->unit ? left->unit : right->unit;
  VnMatrix *m = vn_matrix_new(left->rows, right->cols, err);
  if (m && vn_matrix_say(&m->row_title, left->row_title, err) &&
      vn_matrix_say(&m->col_title, right->col_title, err) &&
      vn_matrix_say(&m->source, left->source, err) &&
      vn_matrix_join_source(m, right->source, err) &&
      vn_matrix_say(&m->unit, left->unit && right->unit ? NULL : unit, err)) {
    return m;
  }
  vn_matrix_free(m);
  return NULL;
}

VnMatrix *vn_matrix_multiply(const VnMatrix *left, const VnMatrix *right,
                             VnErr *err) {
  size_t *places = vn_names_align(left->cols, right->rows,
                                  "left's column and the right's row", err);
  vn_free(places);
  if (!places) return NULL;
  VnMatrix *m = blank(left, right, err);
  VnMatrix *a = m ? vn_matrix_copy(left, err) : NULL;
  VnMatrix *b = a ? vn_matrix_select(right, left->cols, NULL, err) : NULL;
  bool done = b && multiply(m, a, b, err);
  vn_matrix_free(a);
  vn_matrix_free(b);
  if (done) return m;
  vn_matrix_free(m);
  return NULL;
}


// ---- powers ----

static VnMatrix *identity(const VnMatrix *like, VnErr *err) {
  VnMatrix *m = vn_matrix_like(like, err);
  for (size_t i = 0; m && i < m->n_rows; i++) *vn_matrix_cell(m, i, i) = 1;
  return m;
}

// *m becomes *m times `other`; on failure NULL.
static void multiply_into(VnMatrix **m, const VnMatrix *other, VnErr *err) {
  VnMatrix *product = vn_matrix_multiply(*m, other, err);
  vn_matrix_free(*m);
  *m = product;
}

// x^13 = x^8 x^4 x^1: squares, and the product of those that n's bits name.
VnMatrix *vn_matrix_power(const VnMatrix *matrix, size_t n, VnErr *err) {
  VnMatrix *square = vn_matrix_squared_names(matrix, err);
  if (!square) return NULL;
  VnMatrix *power = NULL;
  bool going = vn_matrix_say(&square->unit, NULL, err);
  if (going && n == 0) power = identity(square, err);
  for (; going && n > 0; n /= 2) {
    if (n % 2 == 1) {
      if (power) multiply_into(&power, square, err);
      else power = vn_matrix_copy(square, err);
      going = power != NULL;
    }
    if (going && n > 1) multiply_into(&square, square, err);
    going = going && square;
  }
  vn_matrix_free(square);
  if (going) return power;
  vn_matrix_free(power);
  return NULL;
}
