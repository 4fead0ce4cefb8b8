#include "calc/linkage/excess.h"

#include "calc/linkage/expected.h"
#include "calc/chance/gamma.h"
#include "calc/pool.h"
#include "data/matrix/frame.h"
#include "data/memory.h"
#include "data/stop.h"

#define PIECE ((size_t)64)  // cells whose limits are found between two looks

enum {
  VALUE,
  EXPECTED,
  LQ,
  LOW,
  HIGH,
  SHRUNK,
  SHRUNK_LOW,
  SHRUNK_HIGH,
  N_MOST
};

static const char *const labels[N_MOST] = {[VALUE] = "value",
                                           [EXPECTED] = "expected",
                                           [LQ] = "lq",
                                           [LOW] = "low",
                                           [HIGH] = "high",
                                           [SHRUNK] = "shrunk",
                                           [SHRUNK_LOW] = "shrunk_low",
                                           [SHRUNK_HIGH] = "shrunk_high"};

typedef struct {
  const VnMatrix *matrix;
  const VnExcess *how;
  VnShrink fit;
  size_t n;         // cells with an expectation
  size_t *at;       // where each stands in the matrix
  double *numbers;  // N_MOST lists of n
} Work;

static double *list(const Work *w, size_t k) {
  return w->numbers + k * w->n;
}


// ---- what is expected ----

// The cells with an expectation.
static void find_cells(Work *w, const VnMatrix *expected) {
  for (size_t at = 0; at < vn_matrix_size(expected); at++) {
    if (!isnan(expected->cells[at])) w->at[w->n++] = at;
  }
}

static void compare_cells(Work *w, const VnMatrix *expected) {
  for (size_t k = 0; k < w->n; k++) {
    double value = w->matrix->cells[w->at[k]];
    double whole = expected->cells[w->at[k]];
    list(w, VALUE)[k] = value;
    list(w, EXPECTED)[k] = whole;
    list(w, LQ)[k] = value / whole;
  }
}

static bool expect(Work *w, VnErr *err) {
  VnMatrix *expected = vn_matrix_expected(w->matrix, err);
  if (!expected) return false;
  w->at = vn_alloc(vn_matrix_size(expected), sizeof *w->at);
  if (w->at) find_cells(w, expected);
  w->numbers = w->at ? vn_alloc(w->n, N_MOST * sizeof *w->numbers) : NULL;
  if (w->numbers) compare_cells(w, expected);
  else vn_fail_memory(err, "expectations");
  vn_matrix_free(expected);
  return w->numbers != NULL;
}


// ---- limits ----

static void limit(const Work *w, size_t k, double tail) {
  double value = list(w, VALUE)[k], expected = list(w, EXPECTED)[k];
  list(w, LOW)[k] = vn_poisson_low(value, tail) / expected;
  list(w, HIGH)[k] = vn_poisson_high(value, tail) / expected;
  list(w, SHRUNK)[k] = vn_shrunk_rate(w->fit, value, expected);
  list(w, SHRUNK_LOW)[k] = vn_shrunk_low(w->fit, value, expected, tail);
  list(w, SHRUNK_HIGH)[k] = vn_shrunk_high(w->fit, value, expected, tail);
}

static bool limit_piece(void *given, size_t piece, VnErr *err) {
  const Work *w = given;
  double tail = (1 - w->how->level) / 2;
  size_t end = (piece + 1) * PIECE < w->n ? (piece + 1) * PIECE : w->n;
  for (size_t k = piece * PIECE; k < end; k++) limit(w, k, tail);
  return !vn_stopped(err);
}

static bool limit_all(Work *w, VnErr *err) {
  return vn_shrink_fit(list(w, VALUE), list(w, EXPECTED), w->n, &w->fit, err) &&
         vn_pool((w->n + PIECE - 1) / PIECE, 0, limit_piece, w, err);
}


// ---- the frame ----

// The name of each cell's row, or of its column.
static VnColumn *name_column(const Work *w, VnSide side) {
  const VnMatrix *m = w->matrix;
  VnColumn *once = vn_column_of_names(side == VN_ROWS ? m->rows : m->cols);
  VnColumn *column = once ? vn_column_new(VN_TEXT, w->n) : NULL;
  if (column) column->dict = vn_dict_share(once->dict);
  for (size_t k = 0; column && k < w->n; k++) {
    size_t i = w->at[k] / m->n_cols, j = w->at[k] % m->n_cols;
    column->text[k] = once->text[vn_matrix_line(side, i, j)];
  }
  vn_column_free(once);
  return column;
}

static VnColumn *number_column(const Work *w, size_t k) {
  VnColumn *column = vn_column_new(VN_NUMBER, w->n);
  for (size_t i = 0; column && i < w->n; i++) {
    column->number[i] = list(w, k)[i];
  }
  return column;
}

static VnColumn *few_column(const Work *w) {
  VnColumn *column = vn_column_new(VN_LOGICAL, w->n);
  for (size_t i = 0; column && i < w->n; i++) {
    column->logical[i] = list(w, EXPECTED)[i] < VN_FEW_EXPECTED ? 1 : 0;
  }
  return column;
}

static VnFrame *frame_of(const Work *w, VnErr *err) {
  const char *names[N_MOST + 3] = {vn_matrix_row_word(w->matrix),
                                   vn_matrix_col_word(w->matrix)};
  VnColumn *columns[N_MOST + 3] = {name_column(w, VN_ROWS),
                                   name_column(w, VN_COLS)};
  size_t n = 2, n_numbers = w->how->whole ? N_MOST : LQ + 1;
  for (size_t k = 0; k < n_numbers; k++, n++) {
    names[n] = labels[k];
    columns[n] = number_column(w, k);
  }
  names[n] = "few";
  columns[n++] = few_column(w);
  return vn_frame_of(names, columns, n, w->n, w->matrix->source, err);
}

VnFrame *vn_matrix_excess(const VnMatrix *matrix, const VnExcess *excess,
                          VnShrink *fit, VnErr *err) {
  Work w = {.matrix = matrix, .how = excess};
  VnFrame *frame = NULL;
  if (expect(&w, err) && (!excess->whole || limit_all(&w, err))) {
    frame = frame_of(&w, err);
  }
  *fit = w.fit;
  vn_free(w.at);
  vn_free(w.numbers);
  return frame;
}
