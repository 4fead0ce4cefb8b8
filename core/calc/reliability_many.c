#include "calc/reliability_many.h"

#include <math.h>
#include <string.h>

#include "calc/pool.h"
#include "calc/random.h"
#include "calc/weighted_counts.h"
#include "data/memory.h"
#include "data/stop.h"

#define DOING "agreement"
#define BLOCKS 8  // of VN_SETS replicates, that are drawn together
#define TOGETHER ((size_t)BLOCKS * VN_SETS)
#define ON_ONE_DESK (4 * TOGETHER)  // replicates that share their room
#define STRETCH 256  // units whose weights are put side by side at a time
#define WORDS 4096   // random numbers made at a time
#define LANES 4      // sums that are added in turn

bool vn_alpha_many_fits(const VnAgreementTask *t) {
  const VnRatings *r = t->ratings;
  return t->plan->coefficient == VN_KRIPPENDORFF &&
         !vn_metric_is_ordinal(t->metric) && r->n_values <= VN_PANEL &&
         t->n > VN_PANEL &&
         (double)r->n_units * (double)r->n_coders < VN_EXACT_SUM;
}

typedef struct {
  const VnAgreementTask *task;
  float *counts;  // units that count x VN_PANEL
  double *part;   // their disagreements; NULL: whole numbers are in `counts`
  double *values;
} Many;

typedef struct {
  uint8_t *times;  // replicate by replicate: how often each unit is drawn,
                   // which is more than 255 once in 10^500 times
  float *weights;  // BLOCKS x STRETCH x VN_SETS
  float *sums;     // replicates x VN_PANEL
  uint32_t *words;
  VnAgreementRoom room;
  bool has_room;
} Desk;

static void desk_free(Desk *d) {
  vn_free(d->times);
  vn_free(d->weights);
  vn_free(d->sums);
  vn_free(d->words);
  if (d->has_room) vn_agreement_room_free(&d->room);
}

static bool desk_new(Desk *d, const Many *m, VnErr *err) {
  *d = (Desk){0};
  d->times = vn_alloc(TOGETHER * m->task->n, sizeof *d->times);
  d->weights = vn_alloc(TOGETHER * STRETCH, sizeof *d->weights);
  d->sums = vn_alloc(TOGETHER * VN_PANEL, sizeof *d->sums);
  d->words = vn_alloc(WORDS, sizeof *d->words);
  if (!d->times || !d->weights || !d->sums || !d->words)
    return vn_fail_memory(err, DOING);
  d->has_room = vn_agreement_room(&d->room, m->task->ratings->n_values, err);
  return d->has_room;
}

// As vn_random_below draws, from words made beforehand.
static void draw_units(const Many *m, size_t replicate, uint32_t *words,
                       uint8_t *times) {
  VnRandom random = vn_random(m->task->plan->seed, replicate + 1);
  uint32_t n = (uint32_t)m->task->n, surplus = -n % n;
  size_t left = n, at = WORDS;
  while (left > 0) {
    if (at == WORDS) vn_random_fill(&random, words, WORDS), at = 0;
    uint64_t product = (uint64_t)words[at++] * n;
    if ((uint32_t)product < surplus) continue;
    times[product >> 32]++;
    left--;
  }
}

// Side by side for the sets of a block, unit by unit.
static void weigh(const Many *m, const Desk *d, size_t first, size_t length) {
  float *to = d->weights;
  for (size_t block = 0; block < BLOCKS; block++) {
    const uint8_t *times = d->times + block * VN_SETS * m->task->n + first;
    for (size_t u = 0; u < length; u++, to += VN_SETS) {
      for (size_t k = 0; k < VN_SETS; k++) to[k] = times[k * m->task->n + u];
    }
  }
}

static void add_up(const Many *m, Desk *d) {
  memset(d->sums, 0, TOGETHER * VN_PANEL * sizeof *d->sums);
  for (size_t u = 0; u < m->task->n; u += STRETCH) {
    size_t length = m->task->n - u < STRETCH ? m->task->n - u : STRETCH;
    weigh(m, d, u, length);
    vn_weighted_counts_add(d->weights, BLOCKS, m->counts + u * VN_PANEL, length,
                           d->sums);
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
         r->n_values + r->n_coders - 1 <= VN_PANEL &&
         pairs * (double)r->n_units < VN_EXACT_SUM;
}

static double disagreement_of_pairs(const Many *m, const float *sums) {
  double sum = 0;
  const float *pairs = sums + m->task->ratings->n_values;
  for (size_t k = 2; k <= m->task->ratings->n_coders; k++)
    sum += pairs[k - 2] / (double)(k - 1);
  return sum;
}

static double conclude(const Many *m, Desk *d, size_t r) {
  double n = 0;
  for (size_t k = 0; k < m->task->ratings->n_values; k++) {
    d->room.times[k] = d->sums[r * VN_PANEL + k];
    n += d->room.times[k];
  }
  double observed = m->part ? disagreement(m, d->times + r * m->task->n)
                            : disagreement_of_pairs(m, d->sums + r * VN_PANEL);
  return vn_alpha_of(m->task, NULL, n, observed, &d->room).value;
}

static bool draw_together(const Many *m, Desk *d, size_t from, size_t n,
                          VnErr *err) {
  memset(d->times, 0, TOGETHER * m->task->n * sizeof *d->times);
  for (size_t r = 0; r < n; r++) {
    draw_units(m, from + r, d->words, d->times + r * m->task->n);
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
  for (size_t i = 0; i < m->task->n; i++) {
    uint32_t u = m->task->units[i];
    size_t n_of = m->task->n_of[u];
    float *row = m->counts + i * VN_PANEL;
    if (m->part) m->part[i] = m->task->unit[u];
    else
      row[r->n_values + n_of - 2] =
          (float)round(m->task->unit[u] * (double)(n_of - 1));
    for (uint64_t k = r->start[u]; k < r->start[u + 1]; k++)
      row[r->value[k]] = (float)r->times[k];
  }
}

bool vn_alpha_many(const VnAgreementTask *t, double *values, VnErr *err) {
  Many m = {.task = t};
  m.values = values;
  m.counts = vn_alloc(t->n * VN_PANEL, sizeof *m.counts);
  bool whole = has_whole_pairs(t);
  if (!whole) m.part = vn_alloc(t->n, sizeof *m.part);
  bool done = m.counts && (whole || m.part);
  if (!done) vn_fail_memory(err, DOING);
  if (done) lay_out(&m);
  size_t n = (size_t)t->plan->replicates;
  done = done && vn_pool((n + ON_ONE_DESK - 1) / ON_ONE_DESK, 0,
                         some_replicates, &m, err);
  vn_free(m.counts);
  vn_free(m.part);
  return done;
}
