#include "calc/linkage/complexity.h"

#include "calc/matrix/lanczos.h"
#include "calc/linkage/marks.h"
#include "calc/sum.h"
#include "data/matrix/frame.h"
#include "data/memory.h"
#include "data/stop.h"

#define SAME 1e-9  // eigenvalues nearer than this are not told apart

typedef struct {
  VnMarks marks;
  double *eci, *fitness, *before;   // by row
  double *pci, *complexity, *over;  // by column
} Work;

static bool make_room(Work *w, VnErr *err) {
  size_t n_rows = w->marks.n_rows, n_cols = w->marks.n_cols;
  w->eci = vn_alloc(n_rows, 3 * sizeof *w->eci);
  w->pci = vn_alloc(n_cols, 3 * sizeof *w->pci);
  if (!w->eci || !w->pci) return vn_fail_memory(err, "complexity");
  w->fitness = w->eci + n_rows, w->before = w->fitness + n_rows;
  w->complexity = w->pci + n_cols, w->over = w->complexity + n_cols;
  return true;
}


// ---- the second eigenvector ----

// Each column's mean over its rows, weighed by 1 / sqrt(diversity), then each
// row's sum over its columns, weighed in the same way: the symmetric form of
// averaging over the other side and back.
static void reflect(const void *given, const double *from, double *to) {
  const Work *w = given;
  const VnMarks *k = &w->marks;
  for (size_t j = 0; j < k->n_cols; j++) w->over[j] = 0;
  for (size_t i = 0; i < k->n_rows; i++) {
    if (!vn_marks_has_row(k, i)) continue;
    double x = from[i] / sqrt(k->in_row[i]);
    for (size_t at = k->start[i]; at < k->start[i + 1]; at++) {
      w->over[k->col[at]] += x;
    }
  }
  for (size_t j = 0; j < k->n_cols; j++) {
    if (k->in_col[j] > 0) w->over[j] /= k->in_col[j];
  }
  for (size_t i = 0; i < k->n_rows; i++) {
    to[i] = 0;
    if (!vn_marks_has_row(k, i)) continue;
    for (size_t at = k->start[i]; at < k->start[i + 1]; at++) {
      to[i] += w->over[k->col[at]];
    }
    to[i] /= sqrt(k->in_row[i]);
  }
}

// The first eigenvector, of length 1: the roots of the diversities.
static void first_vector(const VnMarks *k, double *vector) {
  double squares = 0;
  for (size_t i = 0; i < k->n_rows; i++) {
    if (vn_marks_has_row(k, i)) squares += k->in_row[i];
  }
  for (size_t i = 0; i < k->n_rows; i++) {
    vector[i] = vn_marks_has_row(k, i) ? sqrt(k->in_row[i] / squares) : 0;
  }
}

// Into three lists of n_rows: the first, the second, and room for the third.
static bool find_vectors(const Work *w, double *vectors, VnComplexities *found,
                         VnErr *err) {
  size_t n = w->marks.n_rows;
  VnSymmetric op = {reflect, w, n, vectors, 1};
  first_vector(&w->marks, vectors);
  if (!vn_largest_eigen(&op, &found->eigenvalue, vectors + n, err)) {
    return false;
  }
  op.n_apart = 2;
  return vn_largest_eigen(&op, &found->next, vectors + 2 * n, err);
}


// ---- standard scores ----

typedef bool TakesPart(const VnMarks *, size_t);

static double mean_of(const VnMarks *k, TakesPart *takes_part, const double *x,
                      size_t n, double *n_known) {
  VnSum sum = {0};
  *n_known = 0;
  for (size_t i = 0; i < n; i++) {
    if (!takes_part(k, i)) continue;
    vn_sum_add(&sum, x[i]);
    ++*n_known;
  }
  return vn_sum_value(sum) / *n_known;
}

// (x - mean) / deviation of those that take part; all others are missing.
static void standardise(const VnMarks *k, TakesPart *takes_part,
                        bool population, double *x, size_t n) {
  VnSum squares = {0};
  double n_known, mean = mean_of(k, takes_part, x, n, &n_known);
  for (size_t i = 0; i < n; i++) {
    if (takes_part(k, i)) vn_sum_add(&squares, (x[i] - mean) * (x[i] - mean));
  }
  double over = population ? n_known : n_known - 1;
  double deviation = sqrt(vn_sum_value(squares) / over);
  for (size_t i = 0; i < n; i++) {
    bool known = takes_part(k, i) && deviation > 0;
    x[i] = known ? (x[i] - mean) / deviation : NAN;
  }
}

// Complex places are diverse: the sign for which the two go together.
static void turn(const VnMarks *k, double *eci) {
  VnSum together = {0};
  double n, mean = mean_of(k, vn_marks_has_row, k->in_row, k->n_rows, &n);
  for (size_t i = 0; i < k->n_rows; i++) {
    if (!vn_marks_has_row(k, i)) continue;
    vn_sum_add(&together, eci[i] * (k->in_row[i] - mean));
  }
  double sign = vn_sum_value(together) < 0 ? -1 : 1;
  for (size_t i = 0; i < k->n_rows; i++) eci[i] *= sign;
}

// Each column's mean over its rows.
static void average(const VnMarks *k, const double *eci, double *pci) {
  for (size_t i = 0; i < k->n_rows; i++) {
    if (!vn_marks_has_row(k, i)) continue;
    for (size_t at = k->start[i]; at < k->start[i + 1]; at++) {
      pci[k->col[at]] += eci[i] / k->in_col[k->col[at]];
    }
  }
}

static bool index_both(const Work *w, const VnComplexity *how,
                       VnComplexities *found, VnErr *err) {
  const VnMarks *k = &w->marks;
  double *vectors = vn_alloc(k->n_rows, 3 * sizeof *vectors);
  if (!vectors) return vn_fail_memory(err, "complexity");
  bool done = find_vectors(w, vectors, found, err);
  bool clear =
      found->eigenvalue > SAME && !(found->eigenvalue - found->next < SAME);
  for (size_t i = 0; i < k->n_rows; i++) {
    if (!vn_marks_has_row(k, i)) continue;
    w->eci[i] = clear ? vectors[k->n_rows + i] / sqrt(k->in_row[i]) : NAN;
  }
  vn_free(vectors);
  if (!done) return false;
  turn(k, w->eci);
  average(k, w->eci, w->pci);
  standardise(k, vn_marks_has_row, how->population, w->eci, k->n_rows);
  standardise(k, vn_marks_has_col, how->population, w->pci, k->n_cols);
  return true;
}


// ---- fitness ----

// Divides by the mean over lines that have marks; those without are missing.
static void divide_by_mean(double *x, const double *n_marks, size_t n) {
  VnSum sum = {0};
  double n_known = 0;
  for (size_t i = 0; i < n; i++) {
    if (n_marks[i] == 0) continue;
    vn_sum_add(&sum, x[i]);
    n_known++;
  }
  double mean = vn_sum_value(sum) / n_known;
  for (size_t i = 0; i < n; i++) x[i] = n_marks[i] > 0 ? x[i] / mean : NAN;
}

// Fitness becomes the sum of complexities; complexity falls with every unfit
// place that manages, too.
static void go_round(const Work *w) {
  const VnMarks *k = &w->marks;
  for (size_t j = 0; j < k->n_cols; j++) w->over[j] = 0;
  for (size_t i = 0; i < k->n_rows; i++) {
    double sum = 0;
    for (size_t at = k->start[i]; at < k->start[i + 1]; at++) {
      w->over[k->col[at]] += 1 / w->fitness[i];
      sum += w->complexity[k->col[at]];
    }
    w->before[i] = w->fitness[i], w->fitness[i] = sum;
  }
  for (size_t j = 0; j < k->n_cols; j++) w->complexity[j] = 1 / w->over[j];
  divide_by_mean(w->fitness, k->in_row, k->n_rows);
  divide_by_mean(w->complexity, k->in_col, k->n_cols);
}

static bool find_fitness(const Work *w, size_t n_rounds, VnComplexities *found,
                         VnErr *err) {
  for (size_t i = 0; i < w->marks.n_rows; i++) w->fitness[i] = 1;
  for (size_t j = 0; j < w->marks.n_cols; j++) w->complexity[j] = 1;
  for (size_t round = 0; round < n_rounds; round++) {
    go_round(w);
    if (vn_stopped(err)) return false;
  }
  found->moved = 0;
  for (size_t i = 0; i < w->marks.n_rows; i++) {
    found->moved = fmax(found->moved, fabs(w->fitness[i] - w->before[i]));
  }
  return true;
}


// ---- the frames ----

static VnColumn *numbers(const double *x, size_t n) {
  VnColumn *column = vn_column_new(VN_NUMBER, n);
  for (size_t i = 0; column && i < n; i++) column->number[i] = x[i];
  return column;
}

static VnColumn *counts(const double *x, size_t n) {
  VnColumn *column = vn_column_new(VN_INTEGER, n);
  for (size_t i = 0; column && i < n; i++) column->integer[i] = (int64_t)x[i];
  return column;
}

static VnFrame *frame_of(const char *const *labels, const VnNames *names,
                         const double *n_marks, const double *index,
                         const double *fitness, const VnMatrix *m, VnErr *err) {
  size_t n = vn_names_count(names);
  VnColumn *columns[] = {vn_column_of_names(names), counts(n_marks, n),
                         numbers(index, n), numbers(fitness, n)};
  return vn_frame_of(labels, columns, 4, n, m->source, err);
}

static bool make_frames(const Work *w, const VnMatrix *m, VnComplexities *found,
                        VnErr *err) {
  const char *rows[] = {vn_matrix_row_word(m), "diversity", "eci", "fitness"};
  const char *cols[] = {vn_matrix_col_word(m), "ubiquity", "pci", "complexity"};
  found->rows =
      frame_of(rows, m->rows, w->marks.in_row, w->eci, w->fitness, m, err);
  if (!found->rows) return false;
  found->cols =
      frame_of(cols, m->cols, w->marks.in_col, w->pci, w->complexity, m, err);
  return found->cols != NULL;
}

static bool work_out(Work *w, const VnMatrix *m, const VnComplexity *how,
                     VnComplexities *found, VnErr *err) {
  if (!make_room(w, err) || !find_fitness(w, how->n_rounds, found, err) ||
      !index_both(w, how, found, err)) {
    return false;
  }
  for (size_t i = 0; i < w->marks.n_rows; i++) {
    found->n_apart += w->marks.in_row[i] > 0 && !vn_marks_has_row(&w->marks, i);
  }
  return make_frames(w, m, found, err);
}

bool vn_complexities(const VnMatrix *marks, const VnComplexity *how,
                     VnComplexities *found, VnErr *err) {
  Work w = {0};
  *found = (VnComplexities){.eigenvalue = NAN, .next = NAN, .moved = NAN};
  if (!vn_marks_take(&w.marks, marks, err)) return false;
  bool done = work_out(&w, marks, how, found, err);
  vn_marks_free(&w.marks);
  vn_free(w.eci);
  vn_free(w.pci);
  return done;
}
