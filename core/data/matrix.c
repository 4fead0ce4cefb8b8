#include "data/matrix.h"

#include <stdint.h>

#include "data/memory.h"

static bool fill(VnMatrix *m, VnNames *rows, VnNames *cols, VnErr *err) {
  m->rows = vn_names_share(rows), m->n_rows = vn_names_count(rows);
  m->cols = vn_names_share(cols), m->n_cols = vn_names_count(cols);
  if (m->n_cols && m->n_rows > PTRDIFF_MAX / sizeof(double) / m->n_cols) {
    return vn_fail(err, "a matrix of %zu x %zu cells is too large", m->n_rows,
                   m->n_cols);
  }
  m->cells = vn_alloc(m->n_rows * m->n_cols, sizeof(double));
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

VnMatrix *vn_matrix_like(const VnMatrix *matrix, VnErr *err) {
  VnMatrix *m = vn_matrix_new(matrix->rows, matrix->cols, err);
  if (m && vn_matrix_say(&m->row_title, matrix->row_title, err) &&
      vn_matrix_say(&m->col_title, matrix->col_title, err) &&
      vn_matrix_say(&m->source, matrix->source, err) &&
      vn_matrix_say(&m->unit, matrix->unit, err)) {
    return m;
  }
  vn_matrix_free(m);
  return NULL;
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
