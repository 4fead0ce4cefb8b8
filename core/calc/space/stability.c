#include "calc/space/stability.h"

#include <math.h>

#include "calc/space/compare.h"
#include "calc/space/overlap.h"
#include "calc/pool.h"
#include "data/partition/frame.h"
#include "data/memory.h"
#include "data/stop.h"

#define DOING "stability"

static const int32_t *run_at(const VnPartition *p, size_t run) {
  return p->runs + run * vn_names_count(p->nodes);
}

static bool check_runs(const VnPartition *p, VnErr *err) {
  return p->n_runs > 0 ||
         vn_fail(err, DOING ": a partition that was given has no runs");
}


// ---- over all runs ----

// Adds one run's share to the sums.
typedef void Add(const VnPartition *p, const VnOverlap *o, const int32_t *run,
                 double *sums);

static bool add_runs(const VnPartition *p, Add *add, double *sums, size_t n,
                     VnErr *err) {
  VnOverlap overlap;
  for (size_t r = 0; r < p->n_runs; r++) {
    const int32_t *run = run_at(p, r);
    size_t n_nodes = vn_names_count(p->nodes);
    if (vn_stopped(err) || !vn_overlap(p->of, run, n_nodes, &overlap, err))
      return false;
    add(p, &overlap, run, sums);
    vn_overlap_free(&overlap);
  }
  for (size_t i = 0; i < n; i++) sums[i] /= (double)p->n_runs;
  return true;
}

// A column of the means over all runs.
static VnColumn *mean_over_runs(const VnPartition *p, Add *add, size_t n,
                                VnErr *err) {
  VnColumn *column = vn_column_new(VN_NUMBER, n);
  if (!column) vn_fail_memory(err, DOING);
  if (column && add_runs(p, add, column->number, n, err)) return column;
  vn_column_free(column);
  return NULL;
}

// `frame` and one more column, `stability`; takes both over.
static VnFrame *with_stability(const VnPartition *p, VnFrame *frame,
                               VnColumn *stability, VnErr *err) {
  static const char *const nodes[] = {"node", "community", "stability"};
  static const char *const groups[] = {"community", "size", "stability"};
  if (!frame || !stability) {
    vn_frame_free(frame);
    vn_column_free(stability);
    return NULL;
  }
  bool of_nodes = frame->columns[0]->type == VN_TEXT;
  VnColumn *columns[] = {vn_column_share(frame->columns[0]),
                         vn_column_share(frame->columns[1]), stability};
  vn_frame_free(frame);
  return vn_frame_of(of_nodes ? nodes : groups, columns, 3, stability->n,
                     p->source, err);
}


// ---- nodes ----

static int64_t shared_by(const VnOverlap *o, int32_t a, int32_t b) {
  size_t low = 0, high = o->n_shared;
  while (high - low > 1) {
    size_t middle = low + (high - low) / 2;
    const VnShared *s = &o->shared[middle];
    if (s->a < a || (s->a == a && s->b <= b)) low = middle;
    else high = middle;
  }
  return o->shared[low].n;
}

static void add_nodes(const VnPartition *p, const VnOverlap *o,
                      const int32_t *run, double *sums) {
  size_t n = vn_names_count(p->nodes);
  for (size_t i = 0; i < n; i++) {
    int32_t a = p->of[i], b = run[i];
    if (a == VN_APART || b == VN_APART) continue;
    double both = (double)shared_by(o, a, b) - 1;
    double either = (double)(o->of_a[a] + o->of_b[b]) - both - 2;
    sums[i] += either > 0 ? both / either : 1;
  }
}

VnFrame *vn_node_stability(const VnPartition *p, VnErr *err) {
  if (!check_runs(p, err)) return NULL;
  size_t n = vn_names_count(p->nodes);
  VnColumn *stability = mean_over_runs(p, add_nodes, n, err);
  for (size_t i = 0; stability && i < n; i++) {
    if (p->of[i] == VN_APART) stability->number[i] = VN_NO_NUMBER;
  }
  VnFrame *frame = stability ? vn_partition_membership(p, err) : NULL;
  return with_stability(p, frame, stability, err);
}


// ---- communities ----

static void add_communities(const VnPartition *p, const VnOverlap *o,
                            const int32_t *run, double *sums) {
  (void)p, (void)run;
  double best = 0;
  for (size_t k = 0; k < o->n_shared; k++) {
    const VnShared *s = &o->shared[k];
    double either = (double)(o->of_a[s->a] + o->of_b[s->b] - s->n);
    best = fmax(best, (double)s->n / either);
    if (k + 1 < o->n_shared && o->shared[k + 1].a == s->a) continue;
    sums[s->a] += best;
    best = 0;
  }
}

VnFrame *vn_community_stability(const VnPartition *p, VnErr *err) {
  if (!check_runs(p, err)) return NULL;
  VnColumn *stability =
      mean_over_runs(p, add_communities, (size_t)p->n_communities, err);
  VnFrame *frame = stability ? vn_partition_sizes(p, err) : NULL;
  return with_stability(p, frame, stability, err);
}


// ---- how many communities ----

// Which runs found a number that no earlier run found.
static size_t list_numbers(const VnPartition *p, int32_t *numbers) {
  size_t n = 0;
  for (size_t r = 0; r < p->n_runs; r++) {
    size_t k = n;
    while (k > 0 && numbers[k - 1] > p->counts[r]) k--;
    if (k > 0 && numbers[k - 1] == p->counts[r]) continue;
    for (size_t j = n++; j > k; j--) numbers[j] = numbers[j - 1];
    numbers[k] = p->counts[r];
  }
  return n;
}

static void count_number(const VnPartition *p, int32_t number, size_t row,
                         VnColumn **columns) {
  columns[0]->integer[row] = number;
  double best = NAN;
  for (size_t r = 0; r < p->n_runs; r++) {
    if (p->counts[r] != number) continue;
    columns[1]->integer[row]++;
    best = p->shorter ? fmin(best, p->quality[r]) : fmax(best, p->quality[r]);
  }
  columns[2]->number[row] = best;
}

VnFrame *vn_numbers_found(const VnPartition *p, VnErr *err) {
  static const char *const labels[] = {"communities", "runs", "quality"};
  if (!check_runs(p, err)) return NULL;
  int32_t *numbers = vn_alloc(p->n_runs, sizeof *numbers);
  size_t n = numbers ? list_numbers(p, numbers) : 0;
  VnColumn *columns[] = {vn_column_new(VN_INTEGER, n),
                         vn_column_new(VN_INTEGER, n),
                         vn_column_new(VN_NUMBER, n)};
  bool whole = numbers && columns[0] && columns[1] && columns[2];
  for (size_t k = 0; whole && k < n; k++)
    count_number(p, numbers[k], k, columns);
  vn_free(numbers);
  return vn_frame_of(labels, columns, 3, n, p->source, err);
}


// ---- runs among themselves ----

typedef struct {
  const VnPartition *p;
  VnColumn **columns;
} Between;

// The row of runs a < b among all pairs.
static size_t pair_row(size_t n_runs, size_t a, size_t b) {
  return a * n_runs - a * (a + 1) / 2 + b - a - 1;
}

static bool compare_with_later(void *given, size_t a, VnErr *err) {
  const Between *between = given;
  const VnPartition *p = between->p;
  VnColumn **columns = between->columns;
  size_t n = vn_names_count(p->nodes);
  for (size_t b = a + 1; b < p->n_runs; b++) {
    VnLikeness l;
    size_t row = pair_row(p->n_runs, a, b);
    if (vn_stopped(err) ||
        !vn_compare_lists(run_at(p, a), run_at(p, b), n, &l, err))
      return false;
    columns[0]->integer[row] = (int64_t)a + 1;
    columns[1]->integer[row] = (int64_t)b + 1;
    columns[2]->number[row] = l.vi;
    columns[3]->number[row] = l.nmi;
    columns[4]->number[row] = l.rand;
  }
  return true;
}

VnFrame *vn_between_runs(const VnPartition *p, VnErr *err) {
  static const char *const labels[] = {"a", "b", "vi", "nmi", "adjusted_rand"};
  if (!check_runs(p, err)) return NULL;
  size_t n = p->n_runs * (p->n_runs - 1) / 2;
  VnColumn *columns[] = {
      vn_column_new(VN_INTEGER, n), vn_column_new(VN_INTEGER, n),
      vn_column_new(VN_NUMBER, n), vn_column_new(VN_NUMBER, n),
      vn_column_new(VN_NUMBER, n)};
  bool whole =
      columns[0] && columns[1] && columns[2] && columns[3] && columns[4];
  Between between = {p, columns};
  if (!whole || vn_pool(p->n_runs, 0, compare_with_later, &between, err))
    return vn_frame_of(labels, columns, 5, n, p->source, err);
  for (int j = 0; j < 5; j++) vn_column_free(columns[j]);
  return NULL;
}


// ---- nodes together ----

static bool add_together(VnMatrix *m, const int32_t *run, VnErr *err) {
  for (size_t i = 0; i < m->n_rows; i++) {
    double *row = vn_matrix_cell(m, i, 0);
    if ((i & 63) == 0 && vn_stopped(err)) return false;
    for (size_t j = 0; j < m->n_cols; j++)
      row[j] += run[i] == run[j] && run[i] != VN_APART;
  }
  return true;
}

static bool fill_together(VnMatrix *m, const VnPartition *p, VnErr *err) {
  for (size_t r = 0; r < p->n_runs; r++) {
    if (!add_together(m, run_at(p, r), err)) return false;
  }
  size_t n = m->n_rows;
  for (size_t k = 0; k < n * n; k++) m->cells[k] /= (double)p->n_runs;
  for (size_t i = 0; i < n; i++) *vn_matrix_cell(m, i, i) = 1;
  return true;
}

VnMatrix *vn_together(const VnPartition *p, VnErr *err) {
  if (!check_runs(p, err)) return NULL;
  VnMatrix *m = vn_matrix_new(p->nodes, p->nodes, err);
  if (!m || fill_together(m, p, err)) return m;
  vn_matrix_free(m);
  return NULL;
}
