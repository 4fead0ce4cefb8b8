#include "calc/matrix/margin.h"

#include <stdio.h>

#include "calc/sum.h"
#include "data/matrix/frame.h"
#include "data/memory.h"
#include "data/stop.h"

static const char *const words[] = {
    [VN_SUM_OF] = "sum", [VN_MEAN_OF] = "mean", [VN_COUNT_OF] = "count"};

typedef struct {
  VnSum sum;
  size_t n;
} Line;

// Adds up every line; with VN_ALL there is one.
static bool add_up(const VnMatrix *m, VnSide side, Line *lines, VnErr *err) {
  for (size_t i = 0; i < m->n_rows; i++) {
    for (size_t j = 0; j < m->n_cols; j++) {
      double x = *vn_matrix_cell(m, i, j);
      if (isnan(x)) continue;
      Line *line = &lines[vn_matrix_line(side, i, j)];
      vn_sum_add(&line->sum, x);
      line->n++;
    }
    if (vn_stopped(err)) return false;
  }
  return true;
}

static bool values_of(const Line *lines, VnMargin margin, VnColumn *column,
                      const VnNames *names, VnErr *err) {
  for (size_t k = 0; k < column->n; k++) {
    if (margin == VN_COUNT_OF) {
      column->integer[k] = (int64_t)lines[k].n;
      continue;
    }
    double sum = lines[k].n ? vn_sum_value(lines[k].sum) : VN_NO_NUMBER;
    if (isinf(sum)) {
      return vn_fail(err,
                     "the cells of \"%s\" add up to more than a number "
                     "can hold",
                     vn_names_at(names, k));
    }
    column->number[k] = margin == VN_SUM_OF ? sum : sum / (double)lines[k].n;
  }
  return true;
}

static VnColumn *margin_column(const VnMatrix *m, VnMargin margin, VnSide side,
                               const VnNames *names, VnErr *err) {
  size_t n = vn_names_count(names);
  VnColumn *column =
      vn_column_new(margin == VN_COUNT_OF ? VN_INTEGER : VN_NUMBER, n);
  Line *lines = vn_alloc(n, sizeof *lines);
  bool done = column && lines;
  if (!done) vn_fail_memory(err, "adding up");
  done = done && add_up(m, side, lines, err) &&
         values_of(lines, margin, column, names, err);
  vn_free(lines);
  if (done) return column;
  vn_column_free(column);
  return NULL;
}

// Room for one value of each name, called `word`, of which `missing` cells
// could not be used: "sum of x.csv, 2 missing cells left out".
static VnFrame *blank(const VnMatrix *m, const char *title, const char *word,
                      size_t n_rows, size_t missing, VnErr *err) {
  const char *labels[] = {title, word};
  VnNames *names = vn_names_new(labels, 2, "column", err);
  if (!names) return NULL;
  char left_out[64] = "", source[400];
  if (missing) {
    snprintf(left_out, sizeof left_out, ", %zu missing cell%s left out",
             missing, missing == 1 ? "" : "s");
  }
  snprintf(source, sizeof source, "%s of %.300s%s", word,
           m->source ? m->source : "a matrix", left_out);
  return vn_frame_blank(names, n_rows, source, err);
}

// Puts the names and the values into their columns; NULL for want of either.
static VnFrame *complete(VnFrame *frame, const VnNames *names, VnColumn *values,
                         VnErr *err) {
  if (frame && values) {
    frame->columns[0] = vn_column_of_names(names);
    frame->columns[1] = values;
    if (frame->columns[0]) return frame;
    vn_fail_memory(err, "adding up");
  } else {
    vn_column_free(values);
  }
  vn_frame_free(frame);
  return NULL;
}

VnFrame *vn_matrix_margin(const VnMatrix *m, VnMargin margin, VnSide side,
                          VnErr *err) {
  const VnNames *names = side == VN_ROWS ? m->rows : m->cols;
  const char *title =
      side == VN_ROWS ? vn_matrix_row_word(m) : vn_matrix_col_word(m);
  VnColumn *values = margin_column(m, margin, side, names, err);
  VnFrame *frame = values ? blank(m, title, words[margin], values->n,
                                  vn_matrix_count_missing(m), err)
                          : NULL;
  return complete(frame, names, values, err);
}

static VnColumn *diagonal_column(const VnMatrix *m, VnErr *err) {
  VnColumn *column = vn_column_new(VN_NUMBER, m->n_rows);
  if (!column) vn_fail_memory(err, "reading the diagonal");
  for (size_t i = 0; column && i < m->n_rows; i++) {
    column->number[i] = *vn_matrix_cell(m, i, i);
  }
  return column;
}

VnFrame *vn_matrix_diagonal(const VnMatrix *matrix, VnErr *err) {
  VnMatrix *m = vn_matrix_squared_names(matrix, err);
  if (!m) return NULL;
  VnColumn *values = diagonal_column(m, err);
  VnFrame *frame =
      values ? blank(m, vn_matrix_row_word(m), "diagonal", values->n, 0, err)
             : NULL;
  frame = complete(frame, m->rows, values, err);
  vn_matrix_free(m);
  return frame;
}

bool vn_matrix_sums(const VnMatrix *m, VnSide side, double *sums, VnErr *err) {
  size_t n = vn_matrix_n_lines(m, side);
  Line *lines = vn_alloc(n, sizeof *lines);
  if (!lines) return vn_fail_memory(err, "adding up");
  bool done = add_up(m, side, lines, err);
  for (size_t k = 0; done && k < n; k++) sums[k] = vn_sum_value(lines[k].sum);
  vn_free(lines);
  return done;
}

bool vn_matrix_total(const VnMatrix *matrix, double *total, VnErr *err) {
  Line all = {0};
  if (!add_up(matrix, VN_ALL, &all, err)) return false;
  *total = all.n ? vn_sum_value(all.sum) : NAN;
  return !isinf(*total) ||
         vn_fail(err, "the cells add up to more than a number can hold");
}
