#include "calc/linkage/inequality.h"

#include <stdio.h>
#include <stdlib.h>

#include "calc/matrix/margin.h"
#include "calc/chance/quantile.h"
#include "calc/sum.h"
#include "data/matrix/frame.h"
#include "data/memory.h"
#include "data/stop.h"

static const char *const labels[VN_N_INDICES] = {
    [VN_LINE_TOTAL] = "total",
    [VN_LINE_PRESENT] = "n_present",
    [VN_LINE_SPECIALISED] = "n_specialised",
    [VN_LINE_HHI] = "hhi",
    [VN_LINE_HHI_NORMALISED] = "hhi_normalised",
    [VN_LINE_ENTROPY] = "entropy",
    [VN_LINE_EVENNESS] = "evenness",
    [VN_LINE_GINI] = "gini",
    [VN_LINE_LOCATION_GINI] = "location_gini",
    [VN_LINE_KRUGMAN] = "krugman",
    [VN_LINE_SPECIALISATION] = "specialisation",
    [VN_LINE_HACHMAN] = "hachman"};


// ---- one line ----

// A known cell's share of its line, and of the whole of the known cells.
typedef struct {
  double share, of_all;
} Part;

// The known cells' parts; their number.
static size_t parts_of(const double *line, const double *all, size_t n,
                       Part *parts, double *total) {
  VnSum sum = {0}, whole = {0};
  size_t n_known = 0;
  for (size_t j = 0; j < n; j++) {
    if (isnan(line[j])) continue;
    vn_sum_add(&sum, line[j]);
    vn_sum_add(&whole, all[j]);
    parts[n_known++] = (Part){line[j], all[j]};
  }
  *total = vn_sum_value(sum);
  for (size_t k = 0; k < n_known; k++) {
    parts[k].share /= *total;
    parts[k].of_all /= vn_sum_value(whole);
  }
  return n_known;
}

// Sums that need no order.
static void add_parts(const Part *parts, size_t n, double *x) {
  VnSum squares = {0}, entropy = {0}, apart = {0}, quotients = {0};
  for (size_t k = 0; k < n; k++) {
    double s = parts[k].share, b = parts[k].of_all;
    vn_sum_add(&apart, fabs(s - b));
    if (!(s > 0)) continue;
    x[VN_LINE_PRESENT]++;
    x[VN_LINE_SPECIALISED] += s >= b;
    vn_sum_add(&squares, s * s);
    vn_sum_add(&entropy, -s * log(s));
    vn_sum_add(&quotients, s * s / b);
  }
  x[VN_LINE_HHI] = vn_sum_value(squares);
  x[VN_LINE_ENTROPY] = fabs(vn_sum_value(entropy));  // never -0
  x[VN_LINE_KRUGMAN] = vn_sum_value(apart);
  x[VN_LINE_SPECIALISATION] = x[VN_LINE_KRUGMAN] / 2;
  x[VN_LINE_HACHMAN] = 1 / vn_sum_value(quotients);
}

// By s / b, without dividing: cells of a line that is 0 throughout go first.
static int by_quotient(const void *a, const void *b) {
  const Part *p = a, *q = b;
  double left = p->share * q->of_all, right = q->share * p->of_all;
  return (left > right) - (left < right);
}

static int by_share(const void *a, const void *b) {
  const Part *p = a, *q = b;
  return (p->share > q->share) - (p->share < q->share);
}

// 1 less twice the area under the curve of added-up shares over the added-up
// shares of all, from the least specialised cell on.
static double location_gini(Part *parts, size_t n) {
  qsort(parts, n, sizeof *parts, by_quotient);
  VnSum below = {0}, area = {0};
  for (size_t k = 0; k < n; k++) {
    double before = vn_sum_value(below);
    vn_sum_add(&below, parts[k].share);
    vn_sum_add(&area, parts[k].of_all * (before + vn_sum_value(below)));
  }
  return fmax(0, 1 - vn_sum_value(area));
}

static double gini(const Part *sorted, size_t n) {
  VnSum sum = {0};
  for (size_t k = 0; k < n; k++) {
    double weight = 2 * (double)(k + 1) - (double)n - 1;
    vn_sum_add(&sum, weight * sorted[k].share);
  }
  return fmax(0, vn_sum_value(sum) / (double)n);
}

static double top_share(const Part *sorted, size_t n, int64_t k) {
  VnSum sum = {0};
  for (size_t i = 0; i < n && (int64_t)i < k; i++) {
    vn_sum_add(&sum, sorted[n - 1 - i].share);
  }
  return fmin(1, vn_sum_value(sum));
}

void vn_line_inequality(const double *line, const double *all, size_t n,
                        const VnInequality *how, double *room,
                        double *indices) {
  double *x = indices;
  Part *parts = (Part *)room;
  double total;
  size_t n_known = parts_of(line, all, n, parts, &total);
  for (size_t k = 0; k < VN_N_INDICES + how->n_top; k++) x[k] = NAN;
  x[VN_LINE_TOTAL] = total;
  x[VN_LINE_PRESENT] = x[VN_LINE_SPECIALISED] = 0;
  if (!(total > 0)) return;
  double cells = (double)n_known;
  add_parts(parts, n_known, x);
  if (n_known > 1) {
    x[VN_LINE_HHI_NORMALISED] = (cells * x[VN_LINE_HHI] - 1) / (cells - 1);
    x[VN_LINE_EVENNESS] = x[VN_LINE_ENTROPY] / log(cells);
  }
  if (how->in_bits) x[VN_LINE_ENTROPY] /= log(2);
  x[VN_LINE_LOCATION_GINI] = location_gini(parts, n_known);
  qsort(parts, n_known, sizeof *parts, by_share);
  x[VN_LINE_GINI] = gini(parts, n_known);
  for (size_t k = 0; k < how->n_top; k++) {
    x[VN_N_INDICES + k] = top_share(parts, n_known, how->top[k]);
  }
}

// The cells of 0 come first in their order, and add nothing.
void vn_core_inequality(const double *line, size_t n, bool in_bits,
                        double *room, double *indices) {
  double total = 0, squares = 0, entropy = 0, ranks = 0;
  size_t n_above = 0;
  for (size_t j = 0; j < n; j++) {
    if (line[j] > 0) room[n_above++] = line[j], total += line[j];
  }
  qsort(room, n_above, sizeof *room, vn_by_size);
  for (size_t k = 0; k < n_above; k++) {
    double s = room[k] / total, place = (double)(n - n_above + k + 1);
    squares += s * s, entropy -= s * log(s);
    ranks += (2 * place - (double)n - 1) * s;
  }
  bool known = n_above > 0;
  indices[VN_CORE_HHI] = known ? squares : NAN;
  indices[VN_CORE_ENTROPY] = known ? entropy / (in_bits ? log(2) : 1) : NAN;
  indices[VN_CORE_GINI] = known ? ranks / (double)n : NAN;
}

double vn_hhi_unbiased(double hhi, double n_events) {
  return n_events > 1 ? (n_events * hhi - 1) / (n_events - 1) : NAN;
}


// ---- all lines ----

static bool measure_all(const VnMatrix *lines, const double *all,
                        const VnInequality *how, double *table, VnErr *err) {
  double *room = vn_alloc(lines->n_cols, sizeof(Part));
  if (!room) return vn_fail_memory(err, "working out indices");
  bool going = true;
  for (size_t i = 0; going && i < lines->n_rows; i++) {
    vn_line_inequality(vn_matrix_cell(lines, i, 0), all, lines->n_cols, how,
                       room, table + i * (VN_N_INDICES + how->n_top));
    going = !vn_stopped(err);
  }
  vn_free(room);
  return going;
}

static bool is_count(size_t k) {
  return k == VN_LINE_PRESENT || k == VN_LINE_SPECIALISED;
}

// The k-th index of every line.
static VnColumn *index_column(const double *table, size_t k, size_t width,
                              size_t n) {
  VnColumn *column = vn_column_new(is_count(k) ? VN_INTEGER : VN_NUMBER, n);
  for (size_t i = 0; column && i < n; i++) {
    double x = table[i * width + k];
    if (is_count(k)) column->integer[i] = (int64_t)x;
    else column->number[i] = x;
  }
  return column;
}

static VnColumn *unbiased_column(const double *table, size_t width, size_t n) {
  VnColumn *column = vn_column_new(VN_NUMBER, n);
  for (size_t i = 0; column && i < n; i++) {
    const double *x = table + i * width;
    column->number[i] = vn_hhi_unbiased(x[VN_LINE_HHI], x[VN_LINE_TOTAL]);
  }
  return column;
}

static VnFrame *frame_of(const VnMatrix *lines, const double *table,
                         const VnInequality *how, VnErr *err) {
  enum { MOST = 1 + VN_N_INDICES + VN_MOST_TOPS + 1 };
  const char *names[MOST] = {vn_matrix_row_word(lines)};
  char top[VN_MOST_TOPS][32];
  VnColumn *columns[MOST] = {vn_column_of_names(lines->rows)};
  size_t n = 1, width = VN_N_INDICES + how->n_top;
  for (size_t k = 0; k < width; k++, n++) {
    size_t place = k < VN_N_INDICES ? 0 : k - VN_N_INDICES;
    if (k >= VN_N_INDICES) {
      snprintf(top[place], sizeof top[place], "top_%lld",
               (long long)how->top[place]);
    }
    names[n] = k < VN_N_INDICES ? labels[k] : top[place];
    columns[n] = index_column(table, k, width, lines->n_rows);
  }
  if (how->whole) {
    names[n] = "hhi_unbiased";
    columns[n++] = unbiased_column(table, width, lines->n_rows);
  }
  return vn_frame_of(names, columns, n, lines->n_rows, lines->source, err);
}

static VnFrame *of_rows(const VnMatrix *lines, const VnInequality *how,
                        VnErr *err) {
  double *all = vn_alloc(lines->n_cols, sizeof *all);
  size_t width = VN_N_INDICES + how->n_top;
  double *table = all ? vn_alloc(lines->n_rows, width * sizeof *table) : NULL;
  if (!table) vn_fail_memory(err, "working out indices");
  VnFrame *frame = NULL;
  if (table && vn_matrix_sums(lines, VN_COLS, all, err) &&
      measure_all(lines, all, how, table, err)) {
    frame = frame_of(lines, table, how, err);
  }
  vn_free(all);
  vn_free(table);
  return frame;
}

VnFrame *vn_matrix_inequality(const VnMatrix *matrix, VnSide of,
                              const VnInequality *how, VnErr *err) {
  if (of == VN_ROWS) return of_rows(matrix, how, err);
  VnMatrix *turned = vn_matrix_transpose(matrix, err);
  VnFrame *frame = turned ? of_rows(turned, how, err) : NULL;
  vn_matrix_free(turned);
  return frame;
}
