#include "calc/matrix/normalise.h"

#include "calc/sum.h"
#include "data/memory.h"
#include "data/stop.h"

// A cell x of the line becomes (x - shift) / scale.
typedef struct {
  VnSum sum, squares;
  double smallest, largest;
  size_t n;
  double shift, scale;
} Line;

static void meet(Line *line, double x) {
  if (line->n == 0 || x < line->smallest) line->smallest = x;
  if (line->n == 0 || x > line->largest) line->largest = x;
  vn_sum_add(&line->sum, x);
  line->n++;
}

static bool meet_all(const VnMatrix *m, VnSide within, Line *lines,
                     VnErr *err) {
  for (size_t i = 0; i < m->n_rows; i++) {
    for (size_t j = 0; j < m->n_cols; j++) {
      double x = *vn_matrix_cell(m, i, j);
      if (!isnan(x)) meet(&lines[vn_matrix_line(within, i, j)], x);
    }
    if (vn_stopped(err)) return false;
  }
  return true;
}

// The second look that a standard deviation needs.
static bool square_all(const VnMatrix *m, VnSide within, Line *lines,
                       VnErr *err) {
  for (size_t i = 0; i < m->n_rows; i++) {
    for (size_t j = 0; j < m->n_cols; j++) {
      double x = *vn_matrix_cell(m, i, j);
      Line *line = &lines[vn_matrix_line(within, i, j)];
      double d = x - line->shift;
      if (!isnan(x)) vn_sum_add(&line->squares, d * d);
    }
    if (vn_stopped(err)) return false;
  }
  return true;
}

static const char *line_name(const VnMatrix *m, VnSide within, size_t k) {
  if (within == VN_ALL) return "the matrix";
  return vn_names_at(within == VN_ROWS ? m->rows : m->cols, k);
}

static bool settle(const VnMatrix *m, VnSide within, VnNormal normal,
                   Line *line, size_t k, VnErr *err) {
  double n = (double)line->n;
  switch (normal) {
    case VN_SHARE: line->scale = vn_sum_value(line->sum); break;
    case VN_LARGEST:
      line->scale = fmax(fabs(line->smallest), fabs(line->largest));
      break;
    case VN_Z:
      line->scale = line->smallest < line->largest
                        ? sqrt(vn_sum_value(line->squares) / (n - 1))
                        : 0;
      break;
  }
  if (normal == VN_SHARE && line->smallest < 0) {
    return vn_fail(err,
                   "\"%s\" has a cell below 0 (%g), and shares want cells of 0 "
                   "or more; \"max\" and \"z\" take any",
                   line_name(m, within, k), line->smallest);
  }
  if (isfinite(line->scale)) return true;
  return vn_fail(err,
                 "the cells of \"%s\" are too large to be brought to a "
                 "scale",
                 line_name(m, within, k));
}

static bool scales_of(const VnMatrix *m, VnSide within, VnNormal normal,
                      Line *lines, size_t n, VnErr *err) {
  if (!meet_all(m, within, lines, err)) return false;
  for (size_t k = 0; normal == VN_Z && k < n; k++) {
    lines[k].shift = vn_sum_value(lines[k].sum) / (double)lines[k].n;
  }
  if (normal == VN_Z && !square_all(m, within, lines, err)) return false;
  for (size_t k = 0; k < n; k++) {
    if (!settle(m, within, normal, &lines[k], k, err)) return false;
  }
  return true;
}

static bool apply(VnMatrix *to, const VnMatrix *from, VnSide within,
                  const Line *lines, VnErr *err) {
  for (size_t i = 0; i < to->n_rows; i++) {
    for (size_t j = 0; j < to->n_cols; j++) {
      const Line *line = &lines[vn_matrix_line(within, i, j)];
      double x = *vn_matrix_cell(from, i, j) - line->shift;
      *vn_matrix_cell(to, i, j) = line->scale > 0 ? x / line->scale : NAN;
    }
    if (vn_stopped(err)) return false;
  }
  return true;
}

VnMatrix *vn_matrix_normalise(const VnMatrix *matrix, VnNormal normal,
                              VnSide within, VnErr *err) {
  size_t n = vn_matrix_n_lines(matrix, within);
  VnMatrix *m = vn_matrix_like(matrix, err);
  Line *lines = m ? vn_alloc(n, sizeof *lines) : NULL;
  if (m && !lines) vn_fail_memory(err, "normalising");
  bool done = lines && vn_matrix_say(&m->unit, NULL, err) &&
              scales_of(matrix, within, normal, lines, n, err) &&
              apply(m, matrix, within, lines, err);
  vn_free(lines);
  if (done) return m;
  vn_matrix_free(m);
  return NULL;
}
