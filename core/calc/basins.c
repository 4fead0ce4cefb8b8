#include "calc/basins.h"

#include <string.h>

#include "calc/attractors.h"
#include "calc/pool.h"
#include "data/memory.h"
#include "data/stop.h"

#define DOING "following scenarios"
#define BLOCK 65536             // scenarios in a piece of the table
#define MOST_TABLE 0x40000000u  // two bits of each entry are flags
#define VISITED 0x80000000u
#define LABELLED 0x40000000u
#define FLAGS (VISITED | LABELLED)


// ---- every scenario ----

// The scenario after each, by number; later which attractor it ends in.
typedef struct {
  const VnBalance *balance;
  const VnBasinOptions *options;
  uint64_t n;
  uint32_t *after;
  uint32_t *stride;  // of each descriptor in a scenario's number
  size_t width;      // scores, in whole vectors
  int32_t *step;     // what they change by from each variant to the next of
                     // its descriptor, and from the last to the first
} Table;

typedef int32_t Four __attribute__((vector_size(16)));

#define LANES (sizeof(Four) / sizeof(int32_t))

// A scenario that moves on through the numbers, with its scores.
typedef struct {
  uint8_t *variant, *next;
  int32_t *scores;
  int64_t *spare;
} Walker;

static void free_walker(Walker *w) {
  vn_free(w->variant);
  vn_free(w->next);
  vn_free(w->scores);
  vn_free(w->spare);
}

static bool make_walker(const Table *t, Walker *w, VnErr *err) {
  const VnBalance *b = t->balance;
  *w = (Walker){.variant = vn_alloc(b->n, 1),
                .next = vn_alloc(b->n, 1),
                .scores = vn_alloc(t->width, sizeof(int32_t)),
                .spare = vn_alloc(b->n_variants, sizeof(int64_t))};
  if (w->variant && w->next && w->scores && w->spare) return true;
  free_walker(w);
  return vn_fail_memory(err, DOING);
}

static void start_at(const Table *t, Walker *w, uint64_t number) {
  const VnBalance *b = t->balance;
  vn_attractor_decode(b, number, w->variant);
  vn_balance_scores(b, w->variant, w->spare);
  for (size_t l = 0; l < b->n_variants; l++)
    w->scores[l] = (int32_t)w->spare[l];
}

static void change(const Table *t, int32_t *scores, size_t from) {
  const int32_t *step = t->step + from * t->width;
  for (size_t l = 0; l < t->width; l += LANES) {
    Four sum, add;
    memcpy(&sum, scores + l, sizeof sum);
    memcpy(&add, step + l, sizeof add);
    sum += add;
    memcpy(scores + l, &sum, sizeof sum);
  }
}

// To the scenario with the next number.
static void move_on(const Table *t, Walker *w) {
  const VnBalance *b = t->balance;
  for (size_t i = b->n; i-- > 0;) {
    size_t at = b->first[i] + w->variant[i];
    change(t, w->scores, at);
    if (at + 1 < b->first[i + 1]) {
      w->variant[i]++;
      return;
    }
    w->variant[i] = 0;
  }
}

static void fill_steps(Table *t) {
  const VnBalance *b = t->balance;
  for (size_t k = 0; k < b->n_variants; k++) {
    size_t i = b->impact->of[k];
    size_t next = k + 1 < b->first[i + 1] ? k + 1 : b->first[i];
    const int32_t *gone = b->cells + k * b->n_variants;
    const int32_t *come = b->cells + next * b->n_variants;
    for (size_t l = 0; l < b->n_variants; l++)
      t->step[k * t->width + l] = come[l] - gone[l];
  }
}

static uint32_t number_of(const Table *t, const uint8_t *variant) {
  uint32_t number = 0;
  for (size_t i = 0; i < t->balance->n; i++)
    number += variant[i] * t->stride[i];
  return number;
}

// The number after w's scenario when all descriptors follow at once.
static uint32_t after_all_at_once(const Table *t, const Walker *w) {
  const VnBalance *b = t->balance;
  uint32_t number = 0;
  for (size_t i = 0; i < b->n; i++) {
    const int32_t *own = w->scores + b->first[i];
    uint32_t n = (uint32_t)(b->first[i + 1] - b->first[i]);
    uint32_t best = w->variant[i];
    int32_t most = own[best];
    for (uint32_t k = 0; k < n; k++) {
      best = own[k] > most ? k : best;
      most = own[k] > most ? own[k] : most;
    }
    number += best * t->stride[i];
  }
  return number;
}

static uint32_t after_by_rule(const Table *t, const Walker *w) {
  VnSuccession s = {.balance = t->balance,
                    .rule = t->options->rule,
                    .speed = t->options->speed,
                    .scores = w->spare};
  for (size_t l = 0; l < t->balance->n_variants; l++)
    w->spare[l] = w->scores[l];
  vn_succeed_scored(&s, w->variant, w->next);
  return number_of(t, w->next);
}

static bool fill_block(void *given, size_t block, VnErr *err) {
  Table *t = given;
  Walker w;
  uint64_t from = (uint64_t)block * BLOCK, to = from + BLOCK;
  if (to > t->n) to = t->n;
  if (vn_stopped(err) || !make_walker(t, &w, err)) return false;
  start_at(t, &w, from);
  for (uint64_t z = from; z < to; z++) {
    t->after[z] = t->options->rule == VN_GLOBAL ? after_all_at_once(t, &w)
                                                : after_by_rule(t, &w);
    if (z + 1 < to) move_on(t, &w);
  }
  free_walker(&w);
  return true;
}


// ---- following them ----

typedef struct {
  Table *table;
  VnAttractors attractors;
  uint32_t *path;  // scenarios passed on the way
  size_t n, room;
} Following;

static bool pass(Following *f, uint32_t z, VnErr *err) {
  if (f->n == f->room) {
    size_t room = f->room ? 2 * f->room : 1024;
    uint32_t *path = vn_resize(f->path, room, sizeof *path);
    if (!path) return vn_fail_memory(err, DOING);
    f->path = path, f->room = room;
  }
  f->table->after[z] = VISITED | (uint32_t)f->n;
  f->path[f->n++] = z;
  return true;
}

// The path came back to its place `from`: a new attractor.
static int64_t close_cycle(Following *f, size_t from, VnErr *err) {
  uint32_t lowest = UINT32_MAX;
  uint8_t *variant;
  for (size_t p = from; p < f->n; p++) {
    if (f->path[p] < lowest) lowest = f->path[p];
  }
  int64_t number = vn_attractor_add(&f->attractors, f->n - from, &variant, err);
  if (number >= 0) vn_attractor_decode(f->table->balance, lowest, variant);
  return number;
}

static bool follow(Following *f, uint32_t z, VnErr *err) {
  uint32_t *after = f->table->after;
  f->n = 0;
  while (!(after[z] & FLAGS)) {
    uint32_t next = after[z];
    if (!pass(f, z, err)) return false;
    z = next;
  }
  int64_t end = after[z] & VISITED ? close_cycle(f, after[z] & ~FLAGS, err)
                                   : (int64_t)(after[z] & ~FLAGS);
  if (end < 0) return false;
  for (size_t p = 0; p < f->n; p++)
    after[f->path[p]] = LABELLED | (uint32_t)end;
  f->attractors.basins->weight[end] += f->n;
  return true;
}

static bool follow_all(Table *t, VnBasins *basins, VnErr *err) {
  Following f = {
      .table = t, .attractors = {.basins = basins, .width = t->balance->n}
  };
  bool done = true;
  for (uint64_t z = 0; done && z < t->n; z++) {
    if (!(t->after[z] & LABELLED)) done = follow(&f, (uint32_t)z, err);
    if ((z & VN_STOP_EVERY) == 0) done = done && !vn_stopped(err);
  }
  vn_free(f.path);
  return done;
}

static bool make_table(Table *t, VnErr *err) {
  const VnBalance *b = t->balance;
  uint32_t stride = 1;
  t->width = (b->n_variants + LANES - 1) / LANES * LANES;
  t->after = vn_alloc(t->n, sizeof *t->after);
  t->stride = vn_alloc(b->n, sizeof *t->stride);
  t->step = vn_alloc(b->n_variants * t->width, sizeof *t->step);
  if (!t->after || !t->stride || !t->step) return vn_fail_memory(err, DOING);
  for (size_t i = b->n; i-- > 0;) {
    t->stride[i] = stride;
    stride *= (uint32_t)(b->first[i + 1] - b->first[i]);
  }
  fill_steps(t);
  return true;
}

static bool every_scenario(const VnBalance *b, const VnBasinOptions *options,
                           uint64_t n, VnBasins *basins, VnErr *err) {
  Table t = {.balance = b, .options = options, .n = n};
  size_t blocks = (size_t)((n + BLOCK - 1) / BLOCK);
  bool done = make_table(&t, err) &&
              vn_pool(blocks, options->workers, fill_block, &t, err) &&
              follow_all(&t, basins, err);
  vn_free(t.after);
  vn_free(t.stride);
  vn_free(t.step);
  basins->exact = true;
  basins->total = n;
  return done;
}


// ---- all or some ----

// Below 2^64, or 0: more.
static uint64_t n_scenarios(const VnBalance *b) {
  uint64_t n = 1;
  for (size_t i = 0; i < b->n && n > 0; i++) {
    uint64_t variants = b->first[i + 1] - b->first[i];
    n = n > UINT64_MAX / variants ? 0 : n * variants;
  }
  return n;
}

bool vn_basins(const VnBalance *b, const VnBasinOptions *options,
               VnBasins *basins, VnErr *err) {
  *basins = (VnBasins){0};
  uint64_t n = n_scenarios(b);
  bool fits =
      n > 0 && n <= MOST_TABLE && n * sizeof(uint32_t) <= options->memory;
  bool done = fits ? every_scenario(b, options, n, basins, err)
                   : vn_basins_sample(b, options, basins, err);
  if (!done) vn_basins_free(basins);
  return done;
}

void vn_basins_free(VnBasins *basins) {
  vn_free(basins->variant);
  vn_free(basins->weight);
  vn_free(basins->cycle);
  *basins = (VnBasins){0};
}
