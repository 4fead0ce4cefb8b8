#include "calc/matrix/panel.h"

#include <stdlib.h>

#include "calc/chance/quantile.h"
#include "data/memory.h"
#include "data/stop.h"

static const char *const columns[] = {"n_experts", "mean", "median", "sd", "q1",
                                      "q3",        "iqr",  "strong", "top"};
enum { N_EXPERTS, MEAN, MEDIAN, SD, Q1, Q3, IQR, STRONG, TOP, N_COLUMNS };

static double share_from(const double *scores, size_t n, double least) {
  size_t n_from = 0;
  for (size_t i = 0; i < n; i++) n_from += scores[i] >= least;
  return (double)n_from / (double)n;
}

static void place_and_spread(const double *scores, size_t n, double *row) {
  double sum = 0, squares = 0;
  for (size_t i = 0; i < n; i++) sum += scores[i];
  double mean = sum / (double)n;
  for (size_t i = 0; i < n; i++) {
    squares += (scores[i] - mean) * (scores[i] - mean);
  }
  row[MEAN] = mean;
  row[SD] = n > 1 ? sqrt(squares / (double)(n - 1)) : NAN;
}

// Everything about one thing, from the n scores it was given.
static void describe(double *scores, size_t n, VnScale scale, double *row) {
  for (int k = 1; k < N_COLUMNS; k++) row[k] = NAN;
  row[N_EXPERTS] = (double)n;
  if (n == 0) return;
  qsort(scores, n, sizeof *scores, vn_by_size);
  place_and_spread(scores, n, row);
  row[MEDIAN] = vn_quantile(scores, n, 0.5);
  row[Q1] = vn_quantile(scores, n, 0.25);
  row[Q3] = vn_quantile(scores, n, 0.75);
  row[IQR] = row[Q3] - row[Q1];
  row[STRONG] = share_from(scores, n, scale.strong);
  row[TOP] = share_from(scores, n, scale.top);
}

static bool describe_all(const VnMatrix *panel, VnScale scale, VnMatrix *cells,
                         VnErr *err) {
  double *scores = vn_alloc(panel->n_rows, sizeof *scores);
  if (!scores) return vn_fail_memory(err, "panel");
  bool ok = true;
  for (size_t j = 0; ok && j < panel->n_cols; j++) {
    size_t n = 0;
    for (size_t i = 0; i < panel->n_rows; i++) {
      double score = *vn_matrix_cell(panel, i, j);
      if (!isnan(score)) scores[n++] = score;
    }
    describe(scores, n, scale, vn_matrix_cell(cells, j, 0));
    ok = j % 256 != 0 || !vn_stopped(err);
  }
  vn_free(scores);
  return ok;
}

VnMatrix *vn_panel_cells(const VnMatrix *panel, VnScale scale, VnErr *err) {
  VnNames *names = vn_names_new(columns, N_COLUMNS, "column", err);
  if (!names) return NULL;
  VnMatrix *cells = vn_matrix_new(panel->cols, names, err);
  vn_names_free(names);
  if (cells && describe_all(panel, scale, cells, err)) return cells;
  vn_matrix_free(cells);
  return NULL;
}
