#include "data/matrix.h"

#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "data/memory.h"
#include "data/stop.h"

#define LONGEST_SOURCE 200  // bytes of joined sources
#define TILE ((size_t)32)   // rows and columns that fit the cache together

// Asking for more than the machine has would be granted at first and end the
// program later.
static bool fits_machine(size_t n_rows, size_t n_cols) {
  long pages = sysconf(_SC_PHYS_PAGES), page = sysconf(_SC_PAGESIZE);
  size_t most = pages > 0 && page > 0 ? (size_t)pages * (size_t)page : SIZE_MAX;
  return n_cols == 0 || n_rows <= most / sizeof(double) / n_cols;
}

static bool fill(VnMatrix *m, VnNames *rows, VnNames *cols, VnErr *err) {
  m->rows = vn_names_share(rows), m->n_rows = vn_names_count(rows);
  m->cols = vn_names_share(cols), m->n_cols = vn_names_count(cols);
  if (!fits_machine(m->n_rows, m->n_cols)) {
    return vn_fail(err,
                   "a matrix of %zu x %zu cells is larger than this machine's "
                   "memory",
                   m->n_rows, m->n_cols);
  }
  m->cells = vn_alloc(vn_matrix_size(m), sizeof(double));
  return m->cells || vn_fail_memory(err, "making a matrix");
}

VnMatrix *vn_matrix_new(VnNames *rows, VnNames *cols, VnErr *err) {
  VnMatrix *m = vn_alloc(1, sizeof *m);
  if (!m) {
    vn_fail_memory(err, "making a matrix");
    return NULL;
  }
  if (fill(m, rows, cols, err)) return m;
  vn_matrix_free(m);
  return NULL;
}

VnMatrix *vn_matrix_full(VnNames *rows, VnNames *cols, double value,
                         VnErr *err) {
  VnMatrix *m = vn_matrix_new(rows, cols, err);
  for (size_t i = 0; m && i < vn_matrix_size(m); i++) m->cells[i] = value;
  return m;
}

// A new one with the titles, source and unit of another.
static VnMatrix *after(const VnMatrix *from, VnNames *rows, VnNames *cols,
                       VnErr *err) {
  VnMatrix *m = vn_matrix_new(rows, cols, err);
  if (m && vn_matrix_say(&m->row_title, from->row_title, err) &&
      vn_matrix_say(&m->col_title, from->col_title, err) &&
      vn_matrix_say(&m->source, from->source, err) &&
      vn_matrix_say(&m->unit, from->unit, err)) {
    return m;
  }
  vn_matrix_free(m);
  return NULL;
}

VnMatrix *vn_matrix_like(const VnMatrix *matrix, VnErr *err) {
  return after(matrix, matrix->rows, matrix->cols, err);
}

void vn_matrix_free(VnMatrix *m) {
  if (!m) return;
  vn_names_free(m->rows);
  vn_names_free(m->cols);
  vn_free(m->cells);
  vn_free(m->row_title);
  vn_free(m->col_title);
  vn_free(m->source);
  vn_free(m->unit);
  vn_free(m);
}

bool vn_matrix_say(char **field, const char *text, VnErr *err) {
  char *copy = text ? vn_copy_text(text) : NULL;
  if (text && !copy) return vn_fail_memory(err, "keeping a text");
  vn_free(*field);
  *field = copy;
  return true;
}

bool vn_matrix_join_source(VnMatrix *m, const char *other, VnErr *err) {
  if (!other || (m->source && strstr(m->source, other))) return true;
  if (!m->source) return vn_matrix_say(&m->source, other, err);
  if (strlen(m->source) + strlen(other) > LONGEST_SOURCE) return true;
  char both[2 * LONGEST_SOURCE + 4];
  snprintf(both, sizeof both, "%.200s, %.200s", m->source, other);
  return vn_matrix_say(&m->source, both, err);
}

const char *vn_matrix_row_word(const VnMatrix *m) {
  return m->row_title ? m->row_title : "row";
}

const char *vn_matrix_col_word(const VnMatrix *m) {
  return m->col_title ? m->col_title : "col";
}

VnMatrix *vn_matrix_copy(const VnMatrix *matrix, VnErr *err) {
  VnMatrix *m = vn_matrix_like(matrix, err);
  if (m) memcpy(m->cells, matrix->cells, vn_matrix_size(m) * sizeof(double));
  return m;
}

static bool gather(VnMatrix *to, const VnMatrix *from, const size_t *rows,
                   const size_t *cols, VnErr *err) {
  for (size_t i = 0; i < to->n_rows; i++) {
    const double *row = vn_matrix_cell(from, rows[i], 0);
    for (size_t j = 0; j < to->n_cols; j++) {
      *vn_matrix_cell(to, i, j) = row[cols[j]];
    }
    if (vn_stopped(err)) return false;
  }
  return true;
}

VnMatrix *vn_matrix_select(const VnMatrix *matrix, VnNames *rows, VnNames *cols,
                           VnErr *err) {
  if (!rows) rows = matrix->rows;
  if (!cols) cols = matrix->cols;
  size_t *at_row = vn_names_places(matrix->rows, rows, "row", err);
  size_t *at_col =
      at_row ? vn_names_places(matrix->cols, cols, "column", err) : NULL;
  VnMatrix *m = at_col ? after(matrix, rows, cols, err) : NULL;
  if (m && !gather(m, matrix, at_row, at_col, err)) {
    vn_matrix_free(m);
    m = NULL;
  }
  vn_free(at_row);
  vn_free(at_col);
  return m;
}

VnMatrix *vn_matrix_head(const VnMatrix *matrix, size_t n_rows, VnErr *err) {
  VnNames *rows = vn_names_head(matrix->rows, n_rows, err);
  VnMatrix *m = rows ? after(matrix, rows, matrix->cols, err) : NULL;
  vn_names_free(rows);
  if (m) memcpy(m->cells, matrix->cells, vn_matrix_size(m) * sizeof(double));
  return m;
}

static bool all_within(const VnNames *names, const char *side,
                       const VnNames *others, const char *other_side,
                       VnErr *err) {
  for (size_t i = 0; i < vn_names_count(names); i++) {
    const char *name = vn_names_at(names, i);
    if (vn_names_find(others, name) >= 0) continue;
    return vn_fail(err,
                   "wants the same names for rows and columns, but the %s "
                   "\"%s\" is no %s",
                   side, name, other_side);
  }
  return true;
}

VnMatrix *vn_matrix_squared_names(const VnMatrix *m, VnErr *err) {
  if (!all_within(m->rows, "row", m->cols, "column", err)) return NULL;
  if (!all_within(m->cols, "column", m->rows, "row", err)) return NULL;
  return vn_matrix_select(m, NULL, m->rows, err);
}

static void turn_tile(VnMatrix *to, const VnMatrix *from, size_t top,
                      size_t left) {
  size_t bottom = top + TILE < from->n_rows ? top + TILE : from->n_rows;
  size_t right = left + TILE < from->n_cols ? left + TILE : from->n_cols;
  for (size_t i = top; i < bottom; i++) {
    for (size_t j = left; j < right; j++) {
      *vn_matrix_cell(to, j, i) = *vn_matrix_cell(from, i, j);
    }
  }
}

static bool turn(VnMatrix *to, const VnMatrix *from, VnErr *err) {
  for (size_t top = 0; top < from->n_rows; top += TILE) {
    for (size_t left = 0; left < from->n_cols; left += TILE) {
      turn_tile(to, from, top, left);
    }
    if (vn_stopped(err)) return false;
  }
  return true;
}

VnMatrix *vn_matrix_transpose(const VnMatrix *matrix, VnErr *err) {
  VnMatrix *m = after(matrix, matrix->cols, matrix->rows, err);
  if (!m) return NULL;
  char *title = m->row_title;
  m->row_title = m->col_title, m->col_title = title;
  if (turn(m, matrix, err)) return m;
  vn_matrix_free(m);
  return NULL;
}

bool vn_matrix_equal(const VnMatrix *a, const VnMatrix *b) {
  if (!vn_names_equal(a->rows, b->rows)) return false;
  if (!vn_names_equal(a->cols, b->cols)) return false;
  for (size_t i = 0; i < vn_matrix_size(a); i++) {
    double x = a->cells[i], y = b->cells[i];
    if (x != y && !(isnan(x) && isnan(y))) return false;
  }
  return true;
}

size_t vn_matrix_count_missing(const VnMatrix *m) {
  size_t n = 0;
  for (size_t i = 0; i < vn_matrix_size(m); i++) n += isnan(m->cells[i]) != 0;
  return n;
}
