#include "calc/run/system_block.h"

#include <math.h>

#include "calc/chance/distribution.h"
#include "calc/pool.h"
#include "calc/chance/random.h"
#include "data/memory.h"
#include "data/stop.h"

#define N VN_ABREAST
#define BLOCKS_OF_PIECE 16
#define OF_DRIVER 7  // numbers
#define OF_INFLUENCE 2


// ---- loops over runs ----

static void add_growth(double *restrict to, const double *restrict x,
                       const double *restrict growth) {
  for (size_t i = 0; i < N; i++) to[i] += growth[i] * x[i];
}

static void add_bounded_growth(double *restrict to, const double *restrict x,
                               const double *restrict growth,
                               const double *restrict limit) {
  for (size_t i = 0; i < N; i++) {
    to[i] += growth[i] * x[i] * (1 - x[i] / limit[i]);
  }
}

static void add_each(double *restrict to, const double *restrict what) {
  for (size_t i = 0; i < N; i++) to[i] += what[i];
}

static void add_all(double *restrict to, double what) {
  for (size_t i = 0; i < N; i++) to[i] += what;
}

static void add_weighted(double *restrict to, const double *restrict x,
                         const double *restrict weight) {
  for (size_t i = 0; i < N; i++) to[i] += weight[i] * x[i];
}

static void add_saturated(double *restrict to, const double *restrict x,
                          const double *restrict weight,
                          const double *restrict saturation) {
  for (size_t i = 0; i < N; i++) {
    to[i] += weight[i] * x[i] / (1 + fabs(x[i]) / saturation[i]);
  }
}

static void keep_above(double *restrict to, const double *restrict low) {
  for (size_t i = 0; i < N; i++) to[i] = to[i] < low[i] ? low[i] : to[i];
}

static void keep_below(double *restrict to, const double *restrict high) {
  for (size_t i = 0; i < N; i++) to[i] = to[i] > high[i] ? high[i] : to[i];
}


// ---- numbers of a block ----

static size_t n_slots(const VnSystem *s) {
  return OF_DRIVER * s->n_drivers + OF_INFLUENCE * s->n_influences +
         s->n_effects;
}

static double *driver_slot(const VnBlock *b, size_t driver, size_t which) {
  return b->slots + (driver * OF_DRIVER + which) * N;
}

static double *influence_slot(const VnBlock *b, size_t k, size_t which) {
  size_t before = OF_DRIVER * b->system->n_drivers;
  return b->slots + (before + k * OF_INFLUENCE + which) * N;
}

static double *effect_slot(const VnBlock *b, size_t k) {
  size_t before =
      OF_DRIVER * b->system->n_drivers + OF_INFLUENCE * b->system->n_influences;
  return b->slots + (before + k) * N;
}

// Lanes behind the last run repeat it.
static void fill(const VnBlock *b, VnSlot slot, double *to) {
  for (size_t i = 0; i < N; i++) {
    size_t run = b->first + (i < b->n ? i : b->n - 1);
    to[i] = slot.drawn ? slot.drawn[run] : slot.value;
  }
}

static void fill_all(const VnBlock *b) {
  const VnSystem *s = b->system;
  for (size_t j = 0; j < s->n_drivers; j++) {
    const VnDriver *d = &s->driver[j];
    const VnSlot slots[OF_DRIVER] = {d->start, d->growth, d->limit, d->change,
                                     d->noise, d->low,    d->high};
    for (size_t k = 0; k < OF_DRIVER; k++)
      fill(b, slots[k], driver_slot(b, j, k));
  }
  for (size_t k = 0; k < s->n_influences; k++) {
    fill(b, s->influence[k].weight, influence_slot(b, k, 0));
    fill(b, s->influence[k].saturation, influence_slot(b, k, 1));
  }
  for (size_t k = 0; k < s->n_effects; k++) {
    fill(b, s->effect[k].add, effect_slot(b, k));
  }
}

static bool is_always(VnSlot slot, double value) {
  return !slot.drawn && slot.value == value;
}


// ---- blocks ----

static size_t longest_lag(const VnSystem *s) {
  size_t most = 1;
  for (size_t k = 0; k < s->n_influences; k++) {
    if (s->influence[k].lag > most) most = s->influence[k].lag;
  }
  return most;
}

bool vn_block_new(VnBlock *b, const VnSystem *system, VnErr *err) {
  *b = (VnBlock){.system = system, .n_kept = longest_lag(system) + 1};
  b->history = vn_alloc(b->n_kept * system->n_drivers, N * sizeof(double));
  b->slots = vn_alloc(n_slots(system), N * sizeof(double));
  b->room = vn_alloc(N, sizeof(double));
  if (b->history && b->slots && b->room) return true;
  vn_block_free(b);
  vn_fail_memory(err, "running a system");
  return false;
}

void vn_block_free(VnBlock *b) {
  vn_free(b->history);
  vn_free(b->slots);
  vn_free(b->room);
  *b = (VnBlock){0};
}

static double *values_at(const VnBlock *b, size_t step, size_t driver) {
  size_t kept = step % b->n_kept;
  return b->history + (kept * b->system->n_drivers + driver) * N;
}

const double *vn_block_values(const VnBlock *b, size_t step, size_t driver) {
  return values_at(b, step, driver);
}

void vn_block_start(VnBlock *b, size_t first) {
  const VnSystem *s = b->system;
  b->first = first;
  b->n = s->n_runs - first < N ? s->n_runs - first : N;
  fill_all(b);
  for (size_t step = 0; step < b->n_kept; step++) {
    for (size_t j = 0; j < s->n_drivers; j++) {
      const double *start = driver_slot(b, j, 0);
      double *to = values_at(b, step, j);
      for (size_t i = 0; i < N; i++) to[i] = start[i];
    }
  }
}

// ---- a step ----

// Chance is drawn by run, step and driver, whatever runs beside.
static void add_noise(VnBlock *b, size_t step, size_t j, double *to) {
  const VnSystem *s = b->system;
  const double *noise = driver_slot(b, j, 4);
  uint32_t key[2] = {(uint32_t)s->seed, (uint32_t)(s->seed >> 32)};
  for (size_t i = 0; i < b->n; i++) {
    uint32_t counter[4] = {(uint32_t)step, (uint32_t)j,
                           (uint32_t)(b->first + i), 0x6e6f6973};
    uint32_t drawn[4];
    vn_philox(counter, key, drawn);
    uint64_t bits = (uint64_t)drawn[0] << 20 ^ drawn[1] >> 12;  // 52
    double unit = ((double)bits + 0.5) * 0x1p-52;
    to[i] += noise[i] * vn_normal_at(unit);
  }
}

static void add_own(VnBlock *b, size_t step, size_t j, double *to) {
  const VnDriver *d = &b->system->driver[j];
  const double *x = values_at(b, step - 1, j);
  const double *growth = driver_slot(b, j, 1);
  if (!is_always(d->limit, INFINITY)) {
    add_bounded_growth(to, x, growth, driver_slot(b, j, 2));
  } else if (!is_always(d->growth, 0)) {
    add_growth(to, x, growth);
  }
  if (!is_always(d->change, 0)) add_each(to, driver_slot(b, j, 3));
  if (d->path) add_all(to, d->path[step - 1]);
  if (!is_always(d->noise, 0)) add_noise(b, step, j, to);
}

static void add_influence(VnBlock *b, size_t step, size_t k, double *to) {
  const VnInfluence *f = &b->system->influence[k];
  size_t then = f->lag < step ? step - f->lag : 0;
  const double *x = values_at(b, then, f->from);
  const double *weight = influence_slot(b, k, 0);
  if (is_always(f->saturation, INFINITY)) add_weighted(to, x, weight);
  else add_saturated(to, x, weight, influence_slot(b, k, 1));
}

static void bound(VnBlock *b, size_t j, double *to) {
  const VnDriver *d = &b->system->driver[j];
  if (!is_always(d->low, -INFINITY)) keep_above(to, driver_slot(b, j, 5));
  if (!is_always(d->high, INFINITY)) keep_below(to, driver_slot(b, j, 6));
}

static void step_driver(VnBlock *b, size_t step, size_t j) {
  const VnSystem *s = b->system;
  double *to = values_at(b, step, j);
  const double *x = values_at(b, step - 1, j);
  double *sum = b->room;  // `to` may be what a long lag looks at
  for (size_t i = 0; i < N; i++) sum[i] = x[i];
  add_own(b, step, j, sum);
  for (size_t k = 0; k < s->n_influences; k++) {
    if (s->influence[k].to == j) add_influence(b, step, k, sum);
  }
  for (size_t k = 0; k < s->n_effects; k++) {
    const VnEffect *e = &s->effect[k];
    if (e->driver != j || step < e->first || step > e->last) continue;
    add_each(sum, effect_slot(b, k));
  }
  bound(b, j, sum);
  for (size_t i = 0; i < N; i++) to[i] = sum[i];
}

void vn_block_step(VnBlock *b, size_t step) {
  const VnSystem *s = b->system;
  for (size_t k = 0; k < s->n_drivers; k++) step_driver(b, step, s->order[k]);
}


// ---- all of them ----

typedef struct {
  const VnSystem *system;
  VnFollow *follow;
  void *given;
} Following;

static bool follow_block(const Following *f, VnBlock *b, size_t first,
                         VnErr *err) {
  vn_block_start(b, first);
  if (vn_stopped(err) || !f->follow(b, f->given, 0, err)) return false;
  for (size_t step = 1; step <= f->system->n_steps; step++) {
    if ((step & 1023) == 0 && vn_stopped(err)) return false;
    vn_block_step(b, step);
    if (!f->follow(b, f->given, step, err)) return false;
  }
  return true;
}

static bool follow_piece(void *given, size_t piece, VnErr *err) {
  const Following *f = given;
  VnBlock b;
  if (!vn_block_new(&b, f->system, err)) return false;
  size_t first = piece * N * BLOCKS_OF_PIECE;
  bool done = true;
  for (size_t k = 0; done && k < BLOCKS_OF_PIECE; k++, first += N) {
    if (first < f->system->n_runs) done = follow_block(f, &b, first, err);
  }
  vn_block_free(&b);
  return done;
}

bool vn_system_follow(const VnSystem *system, VnFollow *follow, void *given,
                      VnErr *err) {
  Following f = {system, follow, given};
  size_t runs = (size_t)N * BLOCKS_OF_PIECE;
  return vn_pool((system->n_runs + runs - 1) / runs, 0, follow_piece, &f, err);
}
