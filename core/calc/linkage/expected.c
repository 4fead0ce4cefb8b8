#include "calc/linkage/expected.h"

#include "calc/matrix/margin.h"
#include "data/memory.h"
#include "data/stop.h"

#define MOST_ROUNDS 20000
#define SETTLED 1e-13  // largest change of a number in a round, as a share
#define GOOD 1e-8      // what is good enough when rounds run out

typedef struct {
  const VnMatrix *matrix;
  double *row_sum, *col_sum;
  double *row, *col;  // the cell's product
  double *over;       // by column: sums of a round
} Fit;

static bool make_room(Fit *f, const VnMatrix *m, VnErr *err) {
  f->matrix = m;
  f->row_sum = vn_alloc(m->n_rows, 2 * sizeof(double));
  f->col_sum = vn_alloc(m->n_cols, 3 * sizeof(double));
  if (!f->row_sum || !f->col_sum) {
    vn_fail_memory(err, "expectations");
    return false;
  }
  f->row = f->row_sum + m->n_rows;
  f->col = f->col_sum + m->n_cols, f->over = f->col + m->n_cols;
  return vn_matrix_sums(m, VN_ROWS, f->row_sum, err) &&
         vn_matrix_sums(m, VN_COLS, f->col_sum, err);
}


// ---- with missing cells ----

static double share_of(double sum, double over) {
  return sum > 0 && over > 0 ? sum / over : 0;
}

// Each row's number for the columns' as they are, and the sums these leave to
// the columns.
static void fit_rows(Fit *f) {
  const VnMatrix *m = f->matrix;
  for (size_t j = 0; j < m->n_cols; j++) f->over[j] = 0;
  for (size_t i = 0; i < m->n_rows; i++) {
    const double *cells = vn_matrix_cell(m, i, 0);
    double over = 0;
    for (size_t j = 0; j < m->n_cols; j++) {
      if (!isnan(cells[j])) over += f->col[j];
    }
    f->row[i] = share_of(f->row_sum[i], over);
    for (size_t j = 0; j < m->n_cols; j++) {
      if (!isnan(cells[j])) f->over[j] += f->row[i];
    }
  }
}

// Each column's number for the rows'; the largest change of one, as a share.
static double fit_cols(Fit *f) {
  double most = 0;
  for (size_t j = 0; j < f->matrix->n_cols; j++) {
    double fitted = share_of(f->col_sum[j], f->over[j]);
    if (fitted > 0) most = fmax(most, fabs(fitted - f->col[j]) / fitted);
    f->col[j] = fitted;
  }
  return most;
}

static bool fit_known(Fit *f, VnErr *err) {
  double moved = INFINITY;
  for (size_t j = 0; j < f->matrix->n_cols; j++) f->col[j] = 1;
  for (int round = 0; moved > SETTLED && round < MOST_ROUNDS; round++) {
    fit_rows(f);
    moved = fit_cols(f);
    if (vn_stopped(err)) return false;
  }
  return moved <= GOOD ||
         vn_fail(err, "too few cells are known to tell what their rows and "
                      "columns would give");
}


// ---- all cells ----

// Exact where the product of two whole sums is: a cell that holds just what
// is expected then has the quotient 1.
static double product_over(double row, double col, double total) {
  double product = row * col;
  return isfinite(product) ? product / total : row / total * col;
}

// Of the fit, or, with a total, of the sums alone.
static bool fill(VnMatrix *to, const Fit *f, double total, VnErr *err) {
  for (size_t i = 0; i < to->n_rows; i++) {
    for (size_t j = 0; j < to->n_cols; j++) {
      double *cell = vn_matrix_cell(to, i, j);
      bool known = !isnan(*vn_matrix_cell(f->matrix, i, j));
      if (!known || !(f->row_sum[i] > 0 && f->col_sum[j] > 0)) *cell = NAN;
      else if (total > 0)
        *cell = product_over(f->row_sum[i], f->col_sum[j], total);
      else *cell = f->row[i] * f->col[j];
    }
    if (vn_stopped(err)) return false;
  }
  return true;
}

static bool expect(VnMatrix *to, const VnMatrix *from, Fit *f, VnErr *err) {
  double total = NAN;
  if (!make_room(f, from, err)) return false;
  if (vn_matrix_count_missing(from) > 0) {
    return fit_known(f, err) && fill(to, f, 0, err);
  }
  return vn_matrix_total(from, &total, err) && fill(to, f, total, err);
}

VnMatrix *vn_matrix_expected(const VnMatrix *matrix, VnErr *err) {
  Fit f = {0};
  VnMatrix *m = vn_matrix_like(matrix, err);
  bool done = m && expect(m, matrix, &f, err);
  vn_free(f.row_sum);
  vn_free(f.col_sum);
  if (done) return m;
  vn_matrix_free(m);
  return NULL;
}
