#include "calc/matrix/arithmetic.h"

#include <string.h>

#include "data/memory.h"
#include "data/stop.h"


// ---- one cell ----

static double plus(double x, double y) {
  return x + y;
}

static double minus(double x, double y) {
  return x - y;
}

static double times(double x, double y) {
  return x * y;
}

static double over(double x, double y) {
  return y == 0 ? NAN : x / y;
}

// C says that NaN ^ 0 and 1 ^ NaN are 1; a missing cell stays missing.
static double to_the(double x, double y) {
  if (isnan(x) || isnan(y) || (x == 0 && y < 0)) return NAN;
  return pow(x, y);
}

static double least_of(double x, double y) {
  return x < y || isnan(x) ? x : y;
}

static double largest_of(double x, double y) {
  return x > y || isnan(x) ? x : y;
}

static double at_least(double x, double y) {
  if (isnan(x) || isnan(y)) return NAN;
  return x >= y ? 1 : 0;
}

static double or_else(double x, double y) {
  return isnan(x) ? y : x;
}

static double (*const cell_of[])(double, double) = {
    [VN_PLUS] = plus,
    [VN_MINUS] = minus,
    [VN_TIMES] = times,
    [VN_OVER] = over,
    [VN_TO_THE] = to_the,
    [VN_LEAST_OF] = least_of,
    [VN_LARGEST_OF] = largest_of,
    [VN_AT_LEAST] = at_least,
    [VN_OR_ELSE] = or_else,
};

// Adding 0 turns -0 into 0, which prints better.
static bool put(VnMatrix *m, size_t i, size_t j, double value, VnErr *err) {
  if (isinf(value)) {
    return vn_fail(err, "cell \"%s\" x \"%s\" becomes too large for a number",
                   vn_names_at(m->rows, i), vn_names_at(m->cols, j));
  }
  *vn_matrix_cell(m, i, j) = value + 0.0;
  return true;
}


// ---- what is said of the result ----

// A product keeps a unit that only one side has, a quotient that of its
// numerator; powers and marks have none.
static const char *unit_of(VnOperation operation, const char *left,
                           const char *right) {
  switch (operation) {
    case VN_TIMES: return !left ? right : !right ? left : NULL;
    case VN_OVER: return right ? NULL : left;
    case VN_TO_THE:
    case VN_AT_LEAST: return NULL;
    default: return left ? left : right;
  }
}

// What is added, subtracted or compared must count the same thing.
static bool check_units(VnOperation operation, const char *left,
                        const char *right, VnErr *err) {
  bool free_to_differ =
      operation == VN_TIMES || operation == VN_OVER || operation == VN_TO_THE;
  if (free_to_differ || !left || !right || strcmp(left, right) == 0) {
    return true;
  }
  return vn_fail(err,
                 "the units differ: \"%s\" and \"%s\"; give both the same with "
                 ":titled{ unit = \"...\" }",
                 left, right);
}

static VnMatrix *result_of(VnOperation operation, const VnMatrix *left,
                           const VnMatrix *right, VnErr *err) {
  if (!check_units(operation, left->unit, right->unit, err)) return NULL;
  const char *unit = unit_of(operation, left->unit, right->unit);
  VnMatrix *m = vn_matrix_like(left, err);
  if (m && vn_matrix_join_source(m, right->source, err) &&
      vn_matrix_say(&m->unit, unit, err)) {
    return m;
  }
  vn_matrix_free(m);
  return NULL;
}


// ---- whole matrices ----

static bool combine(VnOperation operation, VnMatrix *m, const VnMatrix *left,
                    const VnMatrix *right, const size_t *rows,
                    const size_t *cols, VnErr *err) {
  double (*cell)(double, double) = cell_of[operation];
  for (size_t i = 0; i < m->n_rows; i++) {
    const double *x = vn_matrix_cell(left, i, 0);
    const double *y = vn_matrix_cell(right, rows[i], 0);
    for (size_t j = 0; j < m->n_cols; j++) {
      if (!put(m, i, j, cell(x[j], y[cols[j]]), err)) return false;
    }
    if (vn_stopped(err)) return false;
  }
  return true;
}

VnMatrix *vn_matrix_combine(VnOperation operation, const VnMatrix *left,
                            const VnMatrix *right, VnErr *err) {
  size_t *rows = vn_names_align(left->rows, right->rows, "row", err);
  size_t *cols =
      rows ? vn_names_align(left->cols, right->cols, "column", err) : NULL;
  VnMatrix *m = cols ? result_of(operation, left, right, err) : NULL;
  if (m && !combine(operation, m, left, right, rows, cols, err)) {
    vn_matrix_free(m);
    m = NULL;
  }
  vn_free(rows);
  vn_free(cols);
  return m;
}

// Each cell of m as the left or the right operand.
static bool apply(VnOperation operation, VnMatrix *m, const VnMatrix *from,
                  double number, bool number_first, VnErr *err) {
  double (*cell)(double, double) = cell_of[operation];
  for (size_t i = 0; i < m->n_rows; i++) {
    for (size_t j = 0; j < m->n_cols; j++) {
      double x = *vn_matrix_cell(from, i, j);
      double value = number_first ? cell(number, x) : cell(x, number);
      if (!put(m, i, j, value, err)) return false;
    }
    if (vn_stopped(err)) return false;
  }
  return true;
}

VnMatrix *vn_matrix_by_number(VnOperation operation, const VnMatrix *left,
                              double right, VnErr *err) {
  const char *unit = unit_of(operation, left->unit, NULL);
  VnMatrix *m = vn_matrix_like(left, err);
  if (m && vn_matrix_say(&m->unit, unit, err) &&
      apply(operation, m, left, right, false, err)) {
    return m;
  }
  vn_matrix_free(m);
  return NULL;
}

VnMatrix *vn_number_by_matrix(VnOperation operation, double left,
                              const VnMatrix *right, VnErr *err) {
  const char *unit = unit_of(operation, NULL, right->unit);
  VnMatrix *m = vn_matrix_like(right, err);
  if (m && vn_matrix_say(&m->unit, unit, err) &&
      apply(operation, m, right, left, true, err)) {
    return m;
  }
  vn_matrix_free(m);
  return NULL;
}
