#include "data/ratings/frame.h"

#include <string.h>

#include "data/labels.h"
#include "data/matrix/frame.h"
#include "data/memory.h"
#include "data/ratings/values.h"
#include "data/stop.h"

#define DOING "reading ratings"
#define MOST_UNITS 100000000  // of a contingency table

static bool take_labels(VnRatings *r, const VnFrame *frame, const char *unit,
                        VnErr *err) {
  const VnColumn *column = unit ? vn_frame_column(frame, unit, err) : NULL;
  if (column) r->labels = vn_column_share((VnColumn *)column);
  return column || !unit;
}

// ---- wide ----

static const VnColumn **columns_of(const VnFrame *frame, const VnNames *names,
                                   VnErr *err) {
  size_t n = vn_names_count(names), j = 0;
  const VnColumn **columns = vn_alloc(n, sizeof(VnColumn *));
  if (!columns) {
    vn_fail_memory(err, DOING);
    return NULL;
  }
  while (j < n &&
         (columns[j] = vn_frame_column(frame, vn_names_at(names, j), err)))
    j++;
  if (j == n) return columns;
  vn_free(columns);
  return NULL;
}

static VnRatings *spread_wide(const VnFrame *frame, const VnNames *coders,
                              const VnValues *values, VnErr *err) {
  size_t m = vn_names_count(coders);
  VnRatings *r = vn_ratings_new(values->names, values->score, frame->n_rows,
                                (VnNames *)coders, err);
  if (!r) return NULL;
  for (size_t j = 0; j < m; j++) {
    const int32_t *codes = values->codes + j * frame->n_rows;
    for (size_t u = 0; u < frame->n_rows; u++) r->cell[u * m + j] = codes[u];
  }
  if (vn_ratings_count(r, err)) return r;
  vn_ratings_free(r);
  return NULL;
}

VnRatings *vn_ratings_from_wide(const VnFrame *frame, const char *unit,
                                const VnNames *coders, VnRatingRules rules,
                                VnErr *err) {
  VnValues values;
  const VnColumn **columns = columns_of(frame, coders, err);
  if (!columns) return NULL;
  bool done = vn_values_new(columns, vn_names_count(coders), frame->n_rows,
                            rules, &values, err);
  vn_free(columns);
  if (!done) return NULL;
  VnRatings *r = spread_wide(frame, coders, &values, err);
  vn_values_free(&values);
  if (r && take_labels(r, frame, unit, err)) return r;
  vn_ratings_free(r);
  return NULL;
}


// ---- long ----

typedef struct {
  const VnFrame *frame;
  VnLabels unit, coder;
  VnNames *coders;
  VnValues values;
} Long;

static void long_free(Long *l) {
  vn_labels_free(&l->unit);
  vn_labels_free(&l->coder);
  vn_names_free(l->coders);
  vn_values_free(&l->values);
}

static bool fail_twice(const Long *l, size_t row, VnErr *err) {
  char unit[200], coder[200];
  vn_column_text(l->unit.column, row, unit, sizeof unit);
  vn_column_text(l->coder.column, row, coder, sizeof coder);
  return vn_fail(err,
                 "row %zu says once more what coder \"%.100s\" said of unit "
                 "\"%.100s\"; each coder should rate a unit once",
                 row + 1, coder, unit);
}

static bool place_rows(const Long *l, VnRatings *r, VnErr *err) {
  for (size_t i = 0; i < l->frame->n_rows; i++) {
    uint32_t u = l->unit.of[i], j = l->coder.of[i];
    if ((i & VN_STOP_EVERY) == 0 && vn_stopped(err)) return false;
    if (u == VN_NO_LABEL || j == VN_NO_LABEL) {
      r->n_left_out++;
      continue;
    }
    int32_t *cell = &r->cell[u * r->n_coders + j];
    if (l->values.codes[i] == VN_NOT_RATED) continue;
    if (*cell != VN_NOT_RATED) return fail_twice(l, i, err);
    *cell = l->values.codes[i];
  }
  return true;
}

static bool name_units(const Long *l, VnRatings *r, VnErr *err) {
  VnNames *names = vn_labels_names(&l->unit, "unit", err);
  if (!names) return false;
  r->labels = vn_column_of_names(names);
  vn_names_free(names);
  return r->labels || vn_fail_memory(err, DOING);
}

static VnRatings *spread_long(Long *l, VnErr *err) {
  l->coders = vn_labels_names(&l->coder, "coder", err);
  VnRatings *r = l->coders ? vn_ratings_new(l->values.names, l->values.score,
                                            l->unit.n, l->coders, err)
                           : NULL;
  if (!r) return NULL;
  if (place_rows(l, r, err) && vn_ratings_count(r, err) &&
      name_units(l, r, err))
    return r;
  vn_ratings_free(r);
  return NULL;
}

VnRatings *vn_ratings_from_long(const VnFrame *frame, const char *unit,
                                const char *coder, const char *value,
                                VnRatingRules rules, VnErr *err) {
  Long l = {.frame = frame};
  const VnColumn *column = vn_frame_column(frame, value, err);
  VnRatings *r = NULL;
  if (column && vn_labels_new(frame, unit, &l.unit, err) &&
      vn_labels_new(frame, coder, &l.coder, err) &&
      vn_labels_close_up(&l.unit, err) && vn_labels_close_up(&l.coder, err) &&
      vn_values_new(&column, 1, frame->n_rows, rules, &l.values, err))
    r = spread_long(&l, err);
  long_free(&l);
  return r;
}


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
  const VnColumn **columns = columns_of(frame, names, err);
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
                                  VnNames *values, VnErr *err) {
  uint64_t total;
  const VnColumn **columns = counted(frame, values, &total, err);
  if (!columns) return NULL;
  VnRatings *r = spread_counts(frame, values, columns, err);
  vn_free(columns);
  if (r && take_labels(r, frame, unit, err)) return r;
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
