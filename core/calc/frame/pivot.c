#include "calc/frame/pivot.h"

#include <stdio.h>

#include "calc/frame/group.h"
#include "data/memory.h"
#include "data/stop.h"

// The distinct values of a column: each is a name of the matrix.
typedef struct {
  const VnColumn *column;
  VnGroups groups;
  VnNames *names;
} Side;

static bool has_gap(const char *name, const VnColumn *column, VnErr *err) {
  for (size_t i = 0; i < column->n; i++) {
    if (!vn_column_missing(column, i)) continue;
    vn_fail(err,
            "row %zu has no \"%s\"; leave such rows out, as with "
            ":where(function(row) return not is_na(row.%s) end)",
            i + 1, name, name);
    return true;
  }
  return false;
}

static VnNames *names_of(const Side *side, VnErr *err) {
  size_t n = side->column->n ? side->groups.n_groups : 0;
  const char **labels = vn_alloc(n, sizeof *labels);
  char *rooms = vn_alloc(n, VN_SPARE);
  VnNames *names = NULL;
  if (labels && rooms) {
    for (size_t g = 0; g < n; g++) {
      labels[g] = vn_column_label(side->column, side->groups.first[g],
                                  rooms + g * VN_SPARE);
    }
    names = vn_names_new(labels, n, "value", err);
  } else {
    vn_fail_memory(err, "making a matrix");
  }
  vn_free(labels);
  vn_free(rooms);
  return names;
}

static bool find_side(const VnFrame *frame, const char *name, Side *side,
                      VnErr *err) {
  side->column = vn_frame_column(frame, name, err);
  if (!side->column || has_gap(name, side->column, err)) return false;
  if (!vn_group(&side->column, 1, frame->n_rows, &side->groups, err)) {
    return false;
  }
  side->names = names_of(side, err);
  return side->names != NULL;
}

static void side_free(Side *side) {
  vn_groups_free(&side->groups);
  vn_names_free(side->names);
}

static const VnColumn *value_column(const VnFrame *frame, const char *name,
                                    VnErr *err) {
  const VnColumn *column = vn_frame_column(frame, name, err);
  if (!column) return NULL;
  if (column->type != VN_TEXT && column->type != VN_DATE) return column;
  vn_fail(err, "cells are numbers, but column \"%s\" is of type %s", name,
          vn_type_name(column->type));
  return NULL;
}

static double value_at(const VnColumn *column, size_t row) {
  if (!column) return 1;
  if (vn_column_missing(column, row)) return NAN;
  switch (column->type) {
    case VN_INTEGER: return (double)column->integer[row];
    case VN_LOGICAL: return column->logical[row];
    default: return column->number[row];
  }
}

static bool say_twice(const VnPivot *pivot, const VnMatrix *m, size_t i,
                      size_t j, size_t row, VnErr *err) {
  return vn_fail(err,
                 "the cell \"%s\" x \"%s\" has a second value in row %zu; "
                 "add them up with sum = true, or say which one counts by "
                 "aggregating \"%s\" first",
                 vn_names_at(m->rows, i), vn_names_at(m->cols, j), row + 1,
                 pivot->value);
}

// Missing values are skipped when others are added up.
static void add(double *cell, double value) {
  if (isnan(*cell)) *cell = value;
  else if (!isnan(value)) *cell += value;
}

typedef struct {
  const VnPivot *pivot;
  Side rows, cols;
  const VnColumn *values;  // NULL: rows are counted
  bool *seen;              // by cell: a row of the frame stands for it
  VnMatrix *matrix;
} Work;

static bool put_rows(Work *w, size_t n_rows, VnErr *err) {
  VnMatrix *m = w->matrix;
  for (size_t row = 0; row < n_rows; row++) {
    VnRow i = w->rows.groups.of[row], j = w->cols.groups.of[row];
    size_t at = i * m->n_cols + j;
    if (w->seen[at] && w->values && !w->pivot->add_up) {
      return say_twice(w->pivot, m, i, j, row, err);
    }
    w->seen[at] = true;
    add(&m->cells[at], value_at(w->values, row));
    if ((row & VN_STOP_EVERY) == 0 && vn_stopped(err)) return false;
  }
  return true;
}

static bool is_finite(const VnMatrix *m, VnErr *err) {
  for (size_t at = 0; at < m->n_rows * m->n_cols; at++) {
    if (isinf(m->cells[at])) return vn_fail(err, "a sum is too large");
  }
  return true;
}

static bool fill(Work *w, size_t n_rows, VnErr *err) {
  VnMatrix *m = w->matrix;
  size_t n_cells = m->n_rows * m->n_cols;
  double absent = w->pivot->has_fill ? w->pivot->fill : w->values ? NAN : 0;
  w->seen = vn_alloc(n_cells, sizeof *w->seen);
  if (!w->seen) return vn_fail_memory(err, "making a matrix");
  for (size_t at = 0; at < n_cells; at++) m->cells[at] = NAN;
  if (!put_rows(w, n_rows, err)) return false;
  for (size_t at = 0; at < n_cells; at++) {
    if (!w->seen[at]) m->cells[at] = absent;
  }
  return is_finite(m, err);
}

static bool say(const VnFrame *frame, Work *w, VnErr *err) {
  return vn_matrix_say(&w->matrix->row_title, w->pivot->rows, err) &&
         vn_matrix_say(&w->matrix->col_title, w->pivot->cols, err) &&
         vn_matrix_say(&w->matrix->source, frame->source, err);
}

// A matrix larger than this and with more than 64 cells for each row of the
// frame is hardly what was meant, and could take all memory there is.
#define MANY_CELLS 100000000

static bool is_sensible(const VnFrame *frame, const Work *w, VnErr *err) {
  size_t n_rows = vn_names_count(w->rows.names);
  size_t n_cols = vn_names_count(w->cols.names);
  double n_cells = (double)n_rows * (double)n_cols;
  if (n_cells <= MANY_CELLS || n_cells / 64 <= (double)frame->n_rows) {
    return true;
  }
  return vn_fail(err,
                 "\"%s\" x \"%s\" would make %zu x %zu cells of %zu rows; "
                 "choose columns with fewer values, or make a graph of them",
                 w->pivot->rows, w->pivot->cols, n_rows, n_cols, frame->n_rows);
}

static bool work_out(const VnFrame *frame, Work *w, VnErr *err) {
  if (w->pivot->value) {
    w->values = value_column(frame, w->pivot->value, err);
    if (!w->values) return false;
  }
  if (!find_side(frame, w->pivot->rows, &w->rows, err) ||
      !find_side(frame, w->pivot->cols, &w->cols, err) ||
      !is_sensible(frame, w, err)) {
    return false;
  }
  w->matrix = vn_matrix_new(w->rows.names, w->cols.names, err);
  return w->matrix && fill(w, frame->n_rows, err) && say(frame, w, err);
}

VnMatrix *vn_pivot(const VnFrame *frame, const VnPivot *pivot, VnErr *err) {
  Work w = {.pivot = pivot};
  bool done = work_out(frame, &w, err);
  side_free(&w.rows);
  side_free(&w.cols);
  vn_free(w.seen);
  if (done) return w.matrix;
  vn_matrix_free(w.matrix);
  return NULL;
}
