#include "calc/agreement/reliability_many.h"

#include <math.h>
#include <string.h>

#include "calc/pool.h"
#include "calc/chance/times_drawn.h"
#include "calc/chance/weighted_counts.h"
#include "data/memory.h"
#include "data/stop.h"

#define DOING "agreement"
#define TOGETHER ((size_t)64)       // replicates that are drawn together,
#define ON_ONE_DESK (4 * TOGETHER)  // and that share their room
#define STRETCH 256                 // units whose weights are widened at a time
#define MOST_COLUMNS ((size_t)3 * VN_COLUMNS)
#define MOST_COUNT INT16_MAX
#define EXACT 0x1p31  // sums below this are
#define LANES 4       // sums that are added in turn

bool vn_alpha_many_fits(const VnAgreementTask *t) {
  const VnRatings *r = t->ratings;
  return t->plan->coefficient == VN_KRIPPENDORFF &&
         !vn_metric_is_ordinal(t->metric) && r->n_values <= MOST_COLUMNS &&
         t->n > MOST_COLUMNS && r->n_coders <= MOST_COUNT &&
         (double)r->n_units * (double)r->n_coders < EXACT;
}

typedef struct {
  const VnAgreementTask *task;
  VnClusterCounts counts;  // a row of `cells` for each unit that counts
  int16_t *cells;
  double *part;  // the units' disagreements; NULL: whole numbers are in `cells`
  double *values;
} Many;

typedef struct {
  uint8_t *times;    // replicate by replicate: how often each unit is drawn
  int16_t *weights;  // the same of a STRETCH of units
  int32_t *sums;     // replicates x columns
  VnAgreementRoom room;
  bool has_room;
} Desk;

static void desk_free(Desk *d) {
  vn_free(d->times);
  vn_free(d->weights);
  vn_free(d->sums);
  if (d->has_room) vn_agreement_room_free(&d->room);
}

static bool desk_new(Desk *d, const Many *m, VnErr *err) {
  *d = (Desk){0};
  d->times = vn_alloc(TOGETHER * m->task->n, sizeof *d->times);
  d->weights = vn_alloc(TOGETHER * STRETCH, sizeof *d->weights);
  d->sums = vn_alloc(TOGETHER * m->counts.width, sizeof *d->sums);
  if (!d->times || !d->weights || !d->sums) return vn_fail_memory(err, DOING);
  d->has_room = vn_agreement_room(&d->room, m->task->ratings->n_values, err);
  return d->has_room;
}

__attribute__((optimize("O3"))) static void widen(const Many *m, const Desk *d,
                                                  size_t first, size_t n) {
  for (size_t r = 0; r < TOGETHER; r++) {
    const uint8_t *from = d->times + r * m->task->n + first;
    int16_t *to = d->weights + r * STRETCH;
    for (size_t u = 0; u < n; u++) to[u] = from[u];
  }
}

static void add_up(const Many *m, Desk *d) {
  size_t n = m->task->n, width = m->counts.width;
  VnClusterWeights weights = {d->weights, TOGETHER, STRETCH};
  memset(d->sums, 0, TOGETHER * width * sizeof *d->sums);
  for (size_t u = 0; u < n; u += STRETCH) {
    VnClusterCounts some = {m->cells + vn_count_of(width, u, 0),
                            n - u < STRETCH ? n - u : STRETCH, width};
    widen(m, d, u, some.n);
    vn_weighted_counts_add(&weights, &some, d->sums);
  }
}

// The sum of disagreements, in LANES parts of which each keeps its order.
static double disagreement(const Many *m, const uint8_t *times) {
  double sum[LANES] = {0};
  size_t n = m->task->n, u = 0;
  for (; u + LANES <= n; u += LANES) {
    for (size_t k = 0; k < LANES; k++) sum[k] += times[u + k] * m->part[u + k];
  }
  for (; u < n; u++) sum[0] += times[u] * m->part[u];
  return (sum[0] + sum[1]) + (sum[2] + sum[3]);
}

// Where all or nothing counts, the pairs of m ratings that differ are a whole
// number; behind the values each m from 2 up has a column of them.
static bool has_whole_pairs(const VnAgreementTask *t) {
  const VnRatings *r = t->ratings;
  double pairs = (double)r->n_coders * (double)r->n_coders;
  return t->plan->scale.level == VN_NOMINAL &&
         r->n_values + r->n_coders - 1 <= MOST_COLUMNS && pairs <= MOST_COUNT &&
         pairs * (double)r->n_units < EXACT;
}

static double disagreement_of_pairs(const Many *m, const int32_t *sums) {
  double sum = 0;
  const int32_t *pairs = sums + m->task->ratings->n_values;
  for (size_t k = 2; k <= m->task->ratings->n_coders; k++)
    sum += pairs[k - 2] / (double)(k - 1);
  return sum;
}

static double conclude(const Many *m, Desk *d, size_t r) {
  double n = 0;
  for (size_t k = 0; k < m->task->ratings->n_values; k++) {
    d->room.times[k] = d->sums[r * m->counts.width + k];
    n += d->room.times[k];
  }
  double observed =
      m->part ? disagreement(m, d->times + r * m->task->n)
              : disagreement_of_pairs(m, d->sums + r * m->counts.width);
  return vn_alpha_of(m->task, NULL, n, observed, &d->room).value;
}

static bool draw_together(const Many *m, Desk *d, size_t from, size_t n,
                          VnErr *err) {
  for (size_t r = 0; r < n; r++) {
    VnRandom random = vn_random(m->task->plan->seed, from + r + 1);
    vn_times_drawn(random, (uint32_t)m->task->n, d->times + r * m->task->n);
    if (vn_stopped(err)) return false;
  }
  add_up(m, d);
  for (size_t r = 0; r < n; r++) m->values[from + r] = conclude(m, d, r);
  return !vn_stopped(err);
}

static bool some_replicates(void *given, size_t piece, VnErr *err) {
  const Many *m = given;
  Desk d;
  size_t n = (size_t)m->task->plan->replicates, from = piece * ON_ONE_DESK;
  size_t end = n - from < ON_ONE_DESK ? n : from + ON_ONE_DESK;
  bool done = desk_new(&d, m, err);
  for (; done && from < end; from += TOGETHER) {
    size_t length = end - from < TOGETHER ? end - from : TOGETHER;
    done = draw_together(m, &d, from, length, err);
  }
  desk_free(&d);
  return done;
}

static void lay_out(Many *m) {
  const VnRatings *r = m->task->ratings;
  size_t width = m->counts.width;
  for (size_t i = 0; i < m->task->n; i++) {
    uint32_t u = m->task->units[i];
    size_t n_of = m->task->n_of[u];
    if (m->part) m->part[i] = m->task->unit[u];
    else
      m->cells[vn_count_of(width, i, r->n_values + n_of - 2)] =
          (int16_t)round(m->task->unit[u] * (double)(n_of - 1));
    for (uint64_t k = r->start[u]; k < r->start[u + 1]; k++)
      m->cells[vn_count_of(width, i, r->value[k])] = (int16_t)r->times[k];
  }
}

static bool many_room(Many *m, VnErr *err) {
  const VnRatings *r = m->task->ratings;
  bool whole = has_whole_pairs(m->task);
  size_t n_columns = r->n_values + (whole ? r->n_coders - 1 : 0);
  size_t width = (n_columns + VN_COLUMNS - 1) / VN_COLUMNS * VN_COLUMNS;
  m->cells = vn_alloc(m->task->n + 1, width * sizeof *m->cells);
  m->counts = (VnClusterCounts){m->cells, m->task->n, width};
  if (!whole) m->part = vn_alloc(m->task->n, sizeof *m->part);
  return (m->cells && (whole || m->part)) || vn_fail_memory(err, DOING);
}

bool vn_alpha_many(const VnAgreementTask *t, double *values, VnErr *err) {
  Many m = {.task = t};
  m.values = values;
  bool done = many_room(&m, err);
  if (done) lay_out(&m);
  size_t n = (size_t)t->plan->replicates;
  done = done && vn_pool((n + ON_ONE_DESK - 1) / ON_ONE_DESK, 0,
                         some_replicates, &m, err);
  vn_free(m.cells);
  vn_free(m.part);
  return done;
}
