#include "calc/linkage/relate.h"

#include "calc/linkage/expected.h"
#include "calc/matrix/margin.h"
#include "data/memory.h"
#include "data/stop.h"

#define SYMMETRIC 1e-9  // share by which c_ij and c_ji may differ


// ---- one pair ----

const char *const vn_relations[] = {[VN_RELATE_ASSOCIATION] = "association",
                                    [VN_RELATE_PROBABILITY] = "probability",
                                    [VN_RELATE_COSINE] = "cosine",
                                    [VN_RELATE_JACCARD] = "jaccard",
                                    [VN_RELATE_INCLUSION] = "inclusion",
                                    [VN_RELATE_CONDITIONAL] = "conditional",
                                    NULL};

// What c would be by chance, or the total it is held against.
static double yardstick(VnRelation relation, double c, double a, double b,
                        double n) {
  switch (relation) {
    case VN_RELATE_ASSOCIATION: return a * b / n;
    case VN_RELATE_PROBABILITY: return a * b / 2 * (1 / (n - a) + 1 / (n - b));
    case VN_RELATE_COSINE: return sqrt(a) * sqrt(b);
    case VN_RELATE_JACCARD: return a + b - c;
    case VN_RELATE_INCLUSION: return fmin(a, b);
    case VN_RELATE_CONDITIONAL: return fmax(a, b);
  }
  return NAN;
}

double vn_relate(VnRelation relation, double together, double a, double b,
                 double all) {
  if (!(a > 0 && b > 0)) return NAN;
  double whole = yardstick(relation, together, a, b, all);
  return whole > 0 && isfinite(whole) ? together / whole : NAN;
}

bool vn_relate_pairs(VnRelation relation, const uint32_t *left,
                     const uint32_t *right, const double *together,
                     size_t n_pairs, const double *totals, double all,
                     double *measure, VnErr *err) {
  for (size_t k = 0; k < n_pairs; k++) {
    measure[k] = vn_relate(relation, together[k], totals[left[k]],
                           totals[right[k]], all);
    if ((k & VN_STOP_EVERY) == 0 && vn_stopped(err)) return false;
  }
  return true;
}


// ---- all cells ----

static bool relate_cells(VnMatrix *m, VnRelation relation, const double *rows,
                         const double *cols, double all, VnErr *err) {
  for (size_t i = 0; i < m->n_rows; i++) {
    for (size_t j = 0; j < m->n_cols; j++) {
      double *cell = vn_matrix_cell(m, i, j);
      *cell = vn_relate(relation, *cell, rows[i], cols[j], all);
    }
    if (vn_stopped(err)) return false;
  }
  return true;
}

static bool check_counts(const VnMatrix *m, VnErr *err) {
  for (size_t i = 0; i < m->n_rows; i++) {
    for (size_t j = 0; j < m->n_cols; j++) {
      double x = *vn_matrix_cell(m, i, j);
      if (!(x < 0)) continue;
      return vn_fail(err,
                     "wants counts of 0 or more, but \"%s\" x \"%s\" is %g",
                     vn_names_at(m->rows, i), vn_names_at(m->cols, j), x);
    }
    if (vn_stopped(err)) return false;
  }
  return true;
}

// ---- a table of meetings ----

static bool check_symmetric(const VnMatrix *m, size_t i, size_t j, VnErr *err) {
  double x = *vn_matrix_cell(m, i, j), y = *vn_matrix_cell(m, j, i);
  const char *a = vn_names_at(m->rows, i), *b = vn_names_at(m->rows, j);
  if (isnan(x) && isnan(y)) return true;
  if (fabs(x - y) <= SYMMETRIC * fmax(x, y)) return true;
  return vn_fail(err,
                 "wants a table that reads the same both ways, but \"%s\" x "
                 "\"%s\" is %g and \"%s\" x \"%s\" %g; for a table of flows "
                 "there is :lq()",
                 a, b, x, b, a, y);
}

static bool check_both_ways(const VnMatrix *m, VnErr *err) {
  for (size_t i = 0; i < m->n_rows; i++) {
    for (size_t j = 0; j < i; j++) {
      if (!check_symmetric(m, i, j, err)) return false;
    }
    if (vn_stopped(err)) return false;
  }
  return true;
}

// Takes the totals out of the table: from its diagonal, or, with that out of
// the way, from the sums of its rows.
static bool take_totals(VnMatrix *m, VnTotals from, double *totals,
                        VnErr *err) {
  for (size_t i = 0; i < m->n_rows; i++) {
    double *self = vn_matrix_cell(m, i, i);
    totals[i] = *self, *self = NAN;
  }
  return from == VN_TOTAL_DIAGONAL || vn_matrix_sums(m, VN_ROWS, totals, err);
}

static bool relate_table(VnMatrix *m, const VnRelate *relate, VnErr *err) {
  double *totals = vn_alloc(m->n_rows, sizeof *totals);
  if (!totals) return vn_fail_memory(err, "relating");
  double all = relate->all;
  bool done =
      take_totals(m, relate->totals, totals, err) &&
      (relate->totals == VN_TOTAL_DIAGONAL || vn_matrix_total(m, &all, err)) &&
      relate_cells(m, relate->relation, totals, totals, all, err) &&
      vn_matrix_say(&m->unit, vn_relations[relate->relation], err);
  vn_free(totals);
  return done;
}

VnMatrix *vn_matrix_relate(const VnMatrix *matrix, const VnRelate *relate,
                           VnErr *err) {
  VnMatrix *m = vn_matrix_squared_names(matrix, err);
  if (m && check_counts(m, err) && check_both_ways(m, err) &&
      relate_table(m, relate, err)) {
    return m;
  }
  vn_matrix_free(m);
  return NULL;
}


// ---- a table of two kinds ----

VnMatrix *vn_matrix_quotient(const VnMatrix *matrix, VnErr *err) {
  if (!check_counts(matrix, err)) return NULL;
  VnMatrix *m = vn_matrix_expected(matrix, err);
  for (size_t k = 0; m && k < vn_matrix_size(m); k++) {
    m->cells[k] = matrix->cells[k] / m->cells[k];
  }
  if (m && vn_matrix_say(&m->unit, "location quotients", err)) return m;
  vn_matrix_free(m);
  return NULL;
}
