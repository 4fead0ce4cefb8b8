#include "calc/linkage/marks.h"

#include "data/memory.h"
#include "data/stop.h"

static bool make_room(VnMarks *k, const VnMatrix *m, VnErr *err) {
  size_t n_marks = 0;
  for (size_t at = 0; at < vn_matrix_size(m); at++) {
    n_marks += m->cells[at] > 0;
  }
  k->n_rows = m->n_rows, k->n_cols = m->n_cols;
  k->start = vn_alloc(m->n_rows + 1, sizeof *k->start);
  k->col = vn_alloc(n_marks, sizeof *k->col);
  k->in_row = vn_alloc(m->n_rows, sizeof *k->in_row);
  k->in_col = vn_alloc(m->n_cols, sizeof *k->in_col);
  k->piece_of_row = vn_alloc(m->n_rows, sizeof *k->piece_of_row);
  k->piece_of_col = vn_alloc(m->n_cols, sizeof *k->piece_of_col);
  return (k->start && k->col && k->in_row && k->in_col && k->piece_of_row &&
          k->piece_of_col) ||
         vn_fail_memory(err, "listing marks");
}

static bool list_marks(VnMarks *k, const VnMatrix *m, VnErr *err) {
  size_t n = 0;
  for (size_t i = 0; i < m->n_rows; i++) {
    k->start[i] = n;
    for (size_t j = 0; j < m->n_cols; j++) {
      if (!(*vn_matrix_cell(m, i, j) > 0)) continue;
      k->col[n++] = (uint32_t)j;
      k->in_row[i]++, k->in_col[j]++;
    }
    if (vn_stopped(err)) return false;
  }
  k->start[m->n_rows] = n;
  return true;
}

// The least number of a row's own piece and those of its columns goes to all
// of them; true when any changed.
static bool join_row(VnMarks *k, size_t i) {
  uint32_t least = k->piece_of_row[i];
  bool changed = false;
  for (size_t at = k->start[i]; at < k->start[i + 1]; at++) {
    uint32_t piece = k->piece_of_col[k->col[at]];
    if (piece < least) least = piece;
  }
  for (size_t at = k->start[i]; at < k->start[i + 1]; at++) {
    changed |= k->piece_of_col[k->col[at]] != least;
    k->piece_of_col[k->col[at]] = least;
  }
  changed |= k->piece_of_row[i] != least;
  k->piece_of_row[i] = least;
  return changed;
}

static bool find_pieces(VnMarks *k, VnErr *err) {
  for (size_t i = 0; i < k->n_rows; i++) k->piece_of_row[i] = (uint32_t)i;
  for (size_t j = 0; j < k->n_cols; j++) k->piece_of_col[j] = UINT32_MAX;
  for (bool changed = true; changed;) {
    changed = false;
    for (size_t i = 0; i < k->n_rows; i++) changed |= join_row(k, i);
    if (vn_stopped(err)) return false;
  }
  return true;
}

static bool find_largest(VnMarks *k, VnErr *err) {
  size_t most = 0;
  size_t *size = vn_alloc(k->n_rows, sizeof *size);
  if (!size) return vn_fail_memory(err, "listing marks");
  for (size_t i = 0; i < k->n_rows; i++) {
    size[k->piece_of_row[i]] += k->in_row[i] > 0;
  }
  for (size_t i = 0; i < k->n_rows; i++) {
    if (size[i] > most) most = size[i], k->largest = (uint32_t)i;
  }
  vn_free(size);
  return true;
}

bool vn_marks_take(VnMarks *marks, const VnMatrix *matrix, VnErr *err) {
  *marks = (VnMarks){0};
  if (make_room(marks, matrix, err) && list_marks(marks, matrix, err) &&
      find_pieces(marks, err) && find_largest(marks, err)) {
    return true;
  }
  vn_marks_free(marks);
  return false;
}

void vn_marks_free(VnMarks *k) {
  vn_free(k->start);
  vn_free(k->col);
  vn_free(k->in_row);
  vn_free(k->in_col);
  vn_free(k->piece_of_row);
  vn_free(k->piece_of_col);
  *k = (VnMarks){0};
}

bool vn_marks_has_row(const VnMarks *k, size_t i) {
  return k->in_row[i] > 0 && k->piece_of_row[i] == k->largest;
}

bool vn_marks_has_col(const VnMarks *k, size_t j) {
  return k->in_col[j] > 0 && k->piece_of_col[j] == k->largest;
}
