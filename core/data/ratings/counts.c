#include <math.h>
#include <string.h>

#include "data/matrix/frame.h"
#include "data/memory.h"
#include "data/ratings/frame.h"
#include "data/ratings/rows.h"
#include "data/ratings/values.h"
#include "data/stop.h"

#define DOING "reading ratings"
#define MOST_UNITS 100000000  // of a contingency table

// ---- tables of counts ----

// The count in a cell, a whole number from 0 up; a missing one is 0.
static bool count_at(const VnColumn *column, size_t row, const char *name,
                     uint64_t *count, VnErr *err) {
  double x = 0;
  char text[100];
  *count = 0;
  if (vn_column_missing(column, row)) return true;
  if (column->type == VN_INTEGER) x = (double)column->integer[row];
  else if (column->type == VN_NUMBER) x = column->number[row];
  else x = -1;
  if (x >= 0 && x == floor(x) && x <= MOST_UNITS) {
    *count = (uint64_t)x;
    return true;
  }
  vn_column_text(column, row, text, sizeof text);
  return vn_fail(err,
                 "row %zu of column \"%.100s\" should be a whole number from 0 "
                 "to %d, found \"%s\"",
                 row + 1, name, MOST_UNITS, text);
}

// The columns of `names` and what they add up to.
static const VnColumn **counted(const VnFrame *frame, const VnNames *names,
                                uint64_t *total, VnErr *err) {
  uint64_t count;
  const VnColumn **columns = vn_rating_columns(frame, names, err);
  *total = 0;
  for (size_t j = 0; columns && j < vn_names_count(names); j++) {
    for (size_t i = 0; i < frame->n_rows; i++) {
      if (!count_at(columns[j], i, vn_names_at(names, j), &count, err)) {
        vn_free(columns);
        return NULL;
      }
      *total += count;
    }
  }
  return columns;
}

static VnRatings *spread_counts(const VnFrame *frame, VnNames *values,
                                const VnColumn **columns, VnErr *err) {
  uint64_t count, n = 0, most = 0;
  double *score = vn_values_scores(values, err);
  size_t k = vn_names_count(values);
  VnRatings *r = score ? vn_ratings_of_counts(values, score, frame->n_rows,
                                              frame->n_rows * k, err)
                       : NULL;
  vn_free(score);
  for (size_t i = 0; r && i < frame->n_rows; i++) {
    uint64_t here = 0;
    for (size_t j = 0; j < k; j++) {
      count_at(columns[j], i, vn_names_at(values, j), &count, err);
      if (count == 0) continue;
      r->value[n] = (uint32_t)j, r->times[n++] = (uint32_t)count;
      here += count;
    }
    r->start[i + 1] = n;
    r->n_ratings += here;
    if (here > most) most = here;
  }
  if (r) r->n_coders = most;
  return r;
}

VnRatings *vn_ratings_from_counts(const VnFrame *frame, const char *unit,
                                  VnNames *values, const char *cluster,
                                  VnErr *err) {
  uint64_t total;
  const VnColumn **columns = counted(frame, values, &total, err);
  if (!columns) return NULL;
  VnRatings *r = spread_counts(frame, values, columns, err);
  vn_free(columns);
  if (r && vn_rating_units(r, frame, unit, cluster, err)) return r;
  vn_ratings_free(r);
  return NULL;
}


// ---- contingency ----

typedef struct {
  const VnFrame *frame;
  VnNames *rows, *cols;  // the values of the first and the second coder
  VnNames *values;       // of both
  const VnColumn **columns;
  uint64_t total;
} Table;

static void table_free(Table *t) {
  vn_names_free(t->rows);
  vn_names_free(t->cols);
  vn_names_free(t->values);
  vn_free(t->columns);
}

// The texts of a column.
static VnNames *names_of_rows(const VnColumn *column, VnErr *err) {
  char(*texts)[200] = vn_alloc(column->n, sizeof *texts);
  const char **labels = vn_alloc(column->n, sizeof *labels);
  VnNames *names = NULL;
  for (size_t i = 0; texts && labels && i < column->n; i++) {
    vn_column_text(column, i, texts[i], sizeof texts[i]);
    labels[i] = texts[i];
  }
  if (texts && labels) names = vn_names_new(labels, column->n, "row", err);
  else vn_fail_memory(err, DOING);
  vn_free(texts);
  vn_free(labels);
  return names;
}

// The columns' values, behind them those that only rows have.
static bool join_values(Table *t, VnErr *err) {
  size_t n = vn_names_count(t->cols);
  const char **labels = vn_alloc(n + vn_names_count(t->rows), sizeof *labels);
  if (!labels) return vn_fail_memory(err, DOING);
  for (size_t j = 0; j < n; j++) labels[j] = vn_names_at(t->cols, j);
  for (size_t i = 0; i < vn_names_count(t->rows); i++) {
    const char *label = vn_names_at(t->rows, i);
    if (vn_names_find(t->cols, label) < 0) labels[n++] = label;
  }
  t->values = vn_names_new(labels, n, "value", err);
  vn_free(labels);
  return t->values != NULL;
}

static VnNames *other_columns(const VnFrame *frame, const char *row,
                              VnErr *err) {
  size_t n = 0;
  const char **labels = vn_alloc(frame->n_cols, sizeof *labels);
  if (!labels) {
    vn_fail_memory(err, DOING);
    return NULL;
  }
  for (size_t j = 0; j < frame->n_cols; j++) {
    const char *label = vn_names_at(frame->names, j);
    if (strcmp(label, row) != 0) labels[n++] = label;
  }
  VnNames *names = vn_names_new(labels, n, "column", err);
  vn_free(labels);
  return names;
}

static bool read_table(Table *t, const char *row, VnErr *err) {
  const VnColumn *column = vn_frame_column(t->frame, row, err);
  if (!column) return false;
  t->rows = names_of_rows(column, err);
  t->cols = t->rows ? other_columns(t->frame, row, err) : NULL;
  if (!t->cols || !join_values(t, err)) return false;
  t->columns = counted(t->frame, t->cols, &t->total, err);
  if (!t->columns || t->total <= MOST_UNITS) return t->columns != NULL;
  return vn_fail(err, "the table counts more than %d units", MOST_UNITS);
}

static void fill_pairs(const Table *t, VnRatings *r) {
  uint64_t count;
  int32_t *cell = r->cell;
  VnErr err;
  for (size_t i = 0; i < t->frame->n_rows; i++) {
    ptrdiff_t a = vn_names_find(t->values, vn_names_at(t->rows, i));
    for (size_t j = 0; j < vn_names_count(t->cols); j++) {
      count_at(t->columns[j], i, "", &count, &err);
      for (; count > 0; count--) *cell++ = (int32_t)a, *cell++ = (int32_t)j;
    }
  }
}

static VnRatings *spread_table(const Table *t, VnErr *err) {
  static const char *const names[] = {"rows", "columns"};
  VnNames *coders = vn_names_new(names, 2, "coder", err);
  double *score = coders ? vn_values_scores(t->values, err) : NULL;
  VnRatings *r =
      score ? vn_ratings_new(t->values, score, t->total, coders, err) : NULL;
  vn_names_free(coders);
  vn_free(score);
  if (!r) return NULL;
  fill_pairs(t, r);
  if (vn_ratings_count(r, err)) return r;
  vn_ratings_free(r);
  return NULL;
}

VnRatings *vn_ratings_from_contingency(const VnFrame *frame, const char *row,
                                       VnErr *err) {
  Table t = {.frame = frame};
  VnRatings *r = read_table(&t, row, err) ? spread_table(&t, err) : NULL;
  table_free(&t);
  return r;
}
