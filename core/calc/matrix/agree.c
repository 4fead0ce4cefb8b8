#include "calc/matrix/agree.h"

#include <stdlib.h>

#include "calc/matrix/rank.h"
#include "calc/chance/tail.h"
#include "data/memory.h"
#include "data/stop.h"

// ---- Kendall's W ----

static bool is_complete(const double *row, size_t n) {
  for (size_t j = 0; j < n; j++) {
    if (isnan(row[j])) return false;
  }
  return true;
}

// The squared deviations of n numbers from their mean.
static double squares_of(const double *x, size_t n) {
  double sum = 0, squares = 0;
  for (size_t j = 0; j < n; j++) sum += x[j];
  double mean = sum / (double)n;
  for (size_t j = 0; j < n; j++) squares += (x[j] - mean) * (x[j] - mean);
  return squares;
}

// Adds the midranks of each complete judge to `sums`; `most` is what the
// squared deviations of the sums would be if all judges said the same.
static bool add_ranks(const VnMatrix *judges, double *ranks, double *sums,
                      VnConcordance *found, double *most, VnErr *err) {
  size_t n = judges->n_cols;
  *most = 0;
  for (size_t i = 0; i < judges->n_rows; i++) {
    const double *row = vn_matrix_cell(judges, i, 0);
    if (vn_stopped(err)) return false;
    if (!is_complete(row, n)) continue;
    if (!vn_rank(row, n, VN_TIES_AVERAGE, false, ranks, err)) return false;
    for (size_t j = 0; j < n; j++) sums[j] += ranks[j];
    *most += squares_of(ranks, n);
    found->n_judges++;
  }
  *most *= (double)found->n_judges;
  found->n_left_out = judges->n_rows - found->n_judges;
  return true;
}

// With S the squared deviations of the rank sums of n things, T the sum of
// t^3 - t over the ties of all m judges,
//   W = 12 S / (m^2 (n^3 - n) - m T) = S / (m x sum of each judge's own S),
// since a judge's midranks have S = (n^3 - n - T) / 12.
static void conclude(const double *sums, size_t n, double most,
                     VnConcordance *found) {
  double m = (double)found->n_judges;
  found->w = found->chi2 = found->p = NAN;
  found->df = (double)n - 1;
  if (m < 2 || !(most > 0)) return;
  found->w = squares_of(sums, n) / most;
  found->chi2 = m * found->df * found->w;
  found->p = vn_chi2_tail(found->chi2, found->df);
}

bool vn_kendall(const VnMatrix *judges, VnConcordance *found, VnErr *err) {
  *found = (VnConcordance){0};
  double most;
  double *ranks = vn_alloc(judges->n_cols, sizeof *ranks);
  double *sums = vn_alloc(judges->n_cols, sizeof *sums);
  bool ok = ranks && sums;
  if (!ok) vn_fail_memory(err, "kendall");
  ok = ok && add_ranks(judges, ranks, sums, found, &most, err);
  if (ok) conclude(sums, judges->n_cols, most, found);
  vn_free(ranks);
  vn_free(sums);
  return ok;
}


// ---- Krippendorff's alpha ----

// The distinct values in order. With n_c values of kind c, the ordinal
// distance of c and k is the number of values from c to k, both ends counted
// half, squared; `middle` is where the middle of each kind stands among all
// values, so that the distance is the difference of two middles.
typedef struct {
  size_t n;
  double *value, *count, *middle;
} Kinds;

static int by_size(const void *a, const void *b) {
  double x = *(const double *)a, y = *(const double *)b;
  return (x > y) - (x < y);
}

// A thing that was judged only once pairs with nothing and does not count.
static size_t n_judged(const VnMatrix *judges, size_t thing) {
  size_t n = 0;
  for (size_t i = 0; i < judges->n_rows; i++) {
    n += !isnan(*vn_matrix_cell(judges, i, thing));
  }
  return n < 2 ? 0 : n;
}

static size_t gather(const VnMatrix *judges, double *values) {
  size_t n = 0;
  for (size_t j = 0; j < judges->n_cols; j++) {
    if (n_judged(judges, j) == 0) continue;
    for (size_t i = 0; i < judges->n_rows; i++) {
      double value = *vn_matrix_cell(judges, i, j);
      if (!isnan(value)) values[n++] = value;
    }
  }
  qsort(values, n, sizeof *values, by_size);
  return n;
}

static void count_kinds(Kinds *kinds, size_t n_values) {
  double before = 0;
  kinds->n = 0;
  for (size_t first = 0, last; first < n_values; first = last) {
    last = first + 1;
    while (last < n_values && kinds->value[last] == kinds->value[first]) last++;
    double count = (double)(last - first);
    kinds->value[kinds->n] = kinds->value[first];
    kinds->count[kinds->n] = count;
    kinds->middle[kinds->n++] = before + count / 2;
    before += count;
  }
}

static double middle_of(const Kinds *kinds, double value) {
  const double *at =
      bsearch(&value, kinds->value, kinds->n, sizeof value, by_size);
  return kinds->middle[at - kinds->value];
}

// The sum of squared distances over all ordered pairs of the numbers x, each
// standing `times` (or once): 2 (sum of times x sum of x^2 - (sum of x)^2),
// with x taken from their mean so that nothing large cancels.
static double spread(const double *x, const double *times, size_t n) {
  double total = 0, sum = 0, squares = 0;
  for (size_t i = 0; i < n; i++) {
    total += times ? times[i] : 1;
    sum += (times ? times[i] : 1) * x[i];
  }
  double mean = sum / total;
  for (size_t i = 0; i < n; i++) {
    squares += (times ? times[i] : 1) * (x[i] - mean) * (x[i] - mean);
  }
  return 2 * total * squares;
}

// The observed disagreement: each thing's pairs, divided by how often it was
// judged less one. `room` holds a number for each judge.
static bool observed(const VnMatrix *judges, const Kinds *kinds, double *room,
                     double *sum, VnErr *err) {
  *sum = 0;
  for (size_t j = 0; j < judges->n_cols; j++) {
    size_t n = 0, n_counting = n_judged(judges, j);
    if (j % 1024 == 0 && vn_stopped(err)) return false;
    for (size_t i = 0; n < n_counting; i++) {
      double value = *vn_matrix_cell(judges, i, j);
      if (!isnan(value)) room[n++] = middle_of(kinds, value);
    }
    if (n > 0) *sum += spread(room, NULL, n) / (double)(n - 1);
  }
  return true;
}

// alpha = 1 - Do / De, Do = observed / n, De = expected / (n (n - 1)).
static bool weigh_up(const VnMatrix *judges, Kinds *kinds, double *room,
                     double *alpha, VnErr *err) {
  size_t n = gather(judges, kinds->value);
  double sum;
  count_kinds(kinds, n);
  if (!observed(judges, kinds, room, &sum, err)) return false;
  double expected =
      kinds->n > 1 ? spread(kinds->middle, kinds->count, kinds->n) : 0;
  *alpha = expected > 0 ? 1 - (double)(n - 1) * sum / expected : NAN;
  return true;
}

bool vn_ordinal_alpha(const VnMatrix *judges, double *alpha, VnErr *err) {
  size_t size = vn_matrix_size(judges);
  Kinds kinds = {.value = vn_alloc(size, sizeof(double)),
                 .count = vn_alloc(size, sizeof(double)),
                 .middle = vn_alloc(size, sizeof(double))};
  double *room = vn_alloc(judges->n_rows, sizeof(double));
  bool ok = kinds.value && kinds.count && kinds.middle && room;
  if (!ok) vn_fail_memory(err, "ordinal alpha");
  ok = ok && weigh_up(judges, &kinds, room, alpha, err);
  vn_free(kinds.value);
  vn_free(kinds.count);
  vn_free(kinds.middle);
  vn_free(room);
  return ok;
}
