#include "calc/matrix/similar.h"

#include "calc/sum.h"
#include "data/stop.h"


// ---- pairs of lines ----

// What two lines have in common.
typedef struct {
  size_t n, first;  // cells known in both, and the place of the first
  VnSum x, y;
  bool x_varies, y_varies;
} Common;

static Common common_of(const double *x, const double *y, size_t n) {
  Common c = {0};
  for (size_t k = 0; k < n; k++) {
    if (isnan(x[k]) || isnan(y[k])) continue;
    if (c.n++ == 0) c.first = k;
    c.x_varies |= x[k] != x[c.first];
    c.y_varies |= y[k] != y[c.first];
    vn_sum_add(&c.x, x[k]);
    vn_sum_add(&c.y, y[k]);
  }
  return c;
}

// Sum xy / sqrt(sum xx * sum yy), of distances from the two means.
static double cosine_about(const double *x, const double *y, size_t n,
                           double x_mean, double y_mean) {
  VnSum xx = {0}, xy = {0}, yy = {0};
  for (size_t k = 0; k < n; k++) {
    if (isnan(x[k]) || isnan(y[k])) continue;
    double dx = x[k] - x_mean, dy = y[k] - y_mean;
    vn_sum_add(&xx, dx * dx);
    vn_sum_add(&xy, dx * dy);
    vn_sum_add(&yy, dy * dy);
  }
  double size = sqrt(vn_sum_value(xx) * vn_sum_value(yy));
  if (size == 0) return NAN;
  return fmax(-1, fmin(1, vn_sum_value(xy) / size));
}

static double correlation(const double *x, const double *y, size_t n) {
  Common c = common_of(x, y, n);
  if (!c.x_varies || !c.y_varies) return NAN;
  return cosine_about(x, y, n, vn_sum_value(c.x) / (double)c.n,
                      vn_sum_value(c.y) / (double)c.n);
}

static double cosine(const double *x, const double *y, size_t n) {
  return cosine_about(x, y, n, 0, 0);
}

static double jaccard(const double *x, const double *y, size_t n) {
  size_t both = 0, either = 0;
  for (size_t k = 0; k < n; k++) {
    if (isnan(x[k]) || isnan(y[k])) continue;
    both += x[k] != 0 && y[k] != 0;
    either += x[k] != 0 || y[k] != 0;
  }
  return either ? (double)both / (double)either : NAN;
}

static double euclidean(const double *x, const double *y, size_t n) {
  VnSum squares = {0};
  size_t known = 0;
  for (size_t k = 0; k < n; k++) {
    if (isnan(x[k]) || isnan(y[k])) continue;
    known++;
    vn_sum_add(&squares, (x[k] - y[k]) * (x[k] - y[k]));
  }
  if (known == 0) return NAN;
  return sqrt(vn_sum_value(squares) * ((double)n / (double)known));
}

static double (*const pair_of[])(const double *, const double *, size_t) = {
    [VN_CORRELATION] = correlation,
    [VN_COSINE] = cosine,
    [VN_JACCARD] = jaccard,
    [VN_EUCLIDEAN] = euclidean,
};


// ---- all lines ----

// Correlation and cosine do not change when a line is multiplied. A power of
// two that brings its largest cell near 1 costs no digit and lets no square
// overflow.
static bool bring_near_one(VnMatrix *lines, VnErr *err) {
  for (size_t i = 0; i < lines->n_rows; i++) {
    double *row = vn_matrix_cell(lines, i, 0), largest = 0;
    for (size_t j = 0; j < lines->n_cols; j++) {
      largest = fmax(largest, fabs(row[j]));
    }
    int exponent = 0;
    frexp(largest, &exponent);
    for (size_t j = 0; j < lines->n_cols; j++) {
      row[j] = ldexp(row[j], -exponent);
    }
    if (vn_stopped(err)) return false;
  }
  return true;
}

static bool check_marks(const VnMatrix *m, VnErr *err) {
  for (size_t i = 0; i < m->n_rows; i++) {
    for (size_t j = 0; j < m->n_cols; j++) {
      double x = *vn_matrix_cell(m, i, j);
      if (isnan(x) || x == 0 || x == 1) continue;
      return vn_fail(err,
                     "wants cells of 0 and 1, found %g in \"%s\" x \"%s\"; "
                     ":threshold(x) marks what is at least x",
                     x, vn_names_at(m->rows, i), vn_names_at(m->cols, j));
    }
    if (vn_stopped(err)) return false;
  }
  return true;
}

static bool compare(VnMatrix *m, const VnMatrix *lines, VnLikeness likeness,
                    VnErr *err) {
  for (size_t i = 0; i < m->n_rows; i++) {
    for (size_t j = 0; j <= i; j++) {
      double value =
          pair_of[likeness](vn_matrix_cell(lines, i, 0),
                            vn_matrix_cell(lines, j, 0), lines->n_cols);
      if (isinf(value)) {
        return vn_fail(err, "\"%s\" and \"%s\" lie too far apart for a number",
                       vn_names_at(m->rows, i), vn_names_at(m->rows, j));
      }
      *vn_matrix_cell(m, i, j) = *vn_matrix_cell(m, j, i) = value;
      if (vn_stopped(err)) return false;
    }
  }
  return true;
}

static VnMatrix *blank(const VnMatrix *lines, VnLikeness likeness, VnErr *err) {
  const char *unit = likeness == VN_EUCLIDEAN ? lines->unit : NULL;
  VnMatrix *m = vn_matrix_new(lines->rows, lines->rows, err);
  if (m && vn_matrix_say(&m->row_title, lines->row_title, err) &&
      vn_matrix_say(&m->col_title, lines->row_title, err) &&
      vn_matrix_say(&m->source, lines->source, err) &&
      vn_matrix_say(&m->unit, unit, err)) {
    return m;
  }
  vn_matrix_free(m);
  return NULL;
}

VnMatrix *vn_matrix_likeness(const VnMatrix *matrix, VnLikeness likeness,
                             VnSide of, VnErr *err) {
  if (likeness == VN_JACCARD && !check_marks(matrix, err)) return NULL;
  VnMatrix *lines = of == VN_ROWS ? vn_matrix_copy(matrix, err)
                                  : vn_matrix_transpose(matrix, err);
  VnMatrix *m = lines ? blank(lines, likeness, err) : NULL;
  bool scalable = likeness == VN_CORRELATION || likeness == VN_COSINE;
  bool done = m && (!scalable || bring_near_one(lines, err)) &&
              compare(m, lines, likeness, err);
  vn_matrix_free(lines);
  if (done) return m;
  vn_matrix_free(m);
  return NULL;
}
