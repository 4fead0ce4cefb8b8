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
  bool full;         // attractors outgrew the memory
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

// Scenarios are labelled with a place in `phase`: the attractor in which they
// end, and in step with which scenario of its round.
typedef struct {
  Table *table;
  VnAttractors attractors;
  uint32_t *before;  // the label one step before each
  size_t n_labels, n_room;
  uint32_t *path;  // scenarios passed on the way
  size_t n, room;
} Following;

// Bytes; paths are short, and small tables get enough for them.
static size_t budget(const Following *f) {
  return f->table->options->memory + ((size_t)1 << 16);
}

static bool pass(Following *f, uint32_t z, VnErr *err) {
  if (f->n == f->room) {
    size_t room = f->room ? 2 * f->room : 1024;
    f->table->full = (f->table->n + room) * sizeof *f->path > budget(f);
    if (f->table->full) return false;
    uint32_t *path = vn_resize(f->path, room, sizeof *path);
    if (!path) return vn_fail_memory(err, DOING);
    f->path = path, f->room = room;
  }
  f->table->after[z] = VISITED | (uint32_t)f->n;
  f->path[f->n++] = z;
  return true;
}

// What attractors take, with the frame that is made of them.
static bool fits(Following *f, size_t labels) {
  const Table *t = f->table;
  size_t each = 5 * t->balance->n + 100;
  size_t taken = t->n * sizeof *t->after +
                 2 * labels * (sizeof *f->before + sizeof(uint64_t)) +
                 2 * f->attractors.basins->n * each + f->room * sizeof *f->path;
  f->table->full = taken > budget(f);
  return !f->table->full;
}

static bool add_labels(Following *f, size_t cycle, VnErr *err) {
  VnBasins *basins = f->attractors.basins;
  size_t n = f->n_labels + cycle, room = f->n_room ? f->n_room : 64;
  if (n > f->n_room) {
    while (room < n) room *= 2;
    uint64_t *phase = vn_resize(basins->phase, room, sizeof *phase);
    if (phase) basins->phase = phase;
    uint32_t *before = vn_resize(f->before, room, sizeof *before);
    if (before) f->before = before;
    if (!phase || !before) return vn_fail_memory(err, DOING);
    f->n_room = room;
  }
  for (size_t r = 0; r < cycle; r++) {
    basins->phase[f->n_labels + r] = 0;
    f->before[f->n_labels + r] =
        (uint32_t)(f->n_labels + (r + cycle - 1) % cycle);
  }
  f->n_labels = n;
  return true;
}

static void label(Following *f, size_t p, uint32_t label) {
  f->table->after[f->path[p]] = LABELLED | label;
  f->attractors.basins->phase[label]++;
}

// The path came back to its place `from`: a new attractor. *at: the label of
// that place. False: no room.
static bool close_cycle(Following *f, size_t from, uint32_t *at, VnErr *err) {
  size_t low = from, cycle = f->n - from, base = f->n_labels;
  uint8_t *variant;
  for (size_t p = from; p < f->n; p++) {
    if (f->path[p] < f->path[low]) low = p;
  }
  if (vn_attractor_add(&f->attractors, cycle, &variant, err) < 0) return false;
  if (!fits(f, base + cycle) || !add_labels(f, cycle, err)) return false;
  vn_attractor_decode(f->table->balance, f->path[low], variant);
  for (size_t p = from; p < f->n; p++)
    label(f, p, (uint32_t)(base + (p - low + cycle) % cycle));
  *at = f->table->after[f->path[from]] & ~FLAGS;
  return true;
}

static bool follow(Following *f, uint32_t z, VnErr *err) {
  uint32_t *after = f->table->after;
  f->n = 0;
  while (!(after[z] & FLAGS)) {
    uint32_t next = after[z];
    if (!pass(f, z, err)) return false;
    z = next;
  }
  size_t rest = f->n;
  uint32_t at = after[z] & ~FLAGS;
  if (after[z] & VISITED) {
    rest = at;
    if (!close_cycle(f, rest, &at, err)) return false;
  }
  while (rest-- > 0) label(f, rest, at = f->before[at]);
  return true;
}

static void add_up(VnBasins *basins) {
  const uint64_t *phase = basins->phase;
  for (size_t k = 0; k < basins->n; k++) {
    for (uint64_t r = 0; r < basins->cycle[k]; r++)
      basins->weight[k] += *phase++;
  }
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
  if (done) add_up(basins);
  vn_free(f.before);
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

// False also where attractors outgrow the memory: *full.
static bool every_scenario(const VnBalance *b, const VnBasinOptions *options,
                           uint64_t n, VnBasins *basins, bool *full,
                           VnErr *err) {
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
  *full = t.full;
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

bool vn_basins_all(const VnBalance *b, const VnBasinOptions *options,
                   VnBasins *basins, bool *full, VnErr *err) {
  *basins = (VnBasins){0};
  uint64_t n = n_scenarios(b);
  *full = n == 0 || n > MOST_TABLE || n * sizeof(uint32_t) > options->memory;
  if (!*full && every_scenario(b, options, n, basins, full, err)) return true;
  vn_basins_free(basins);
  return false;
}

bool vn_basins(const VnBalance *b, const VnBasinOptions *options,
               VnBasins *basins, VnErr *err) {
  bool full = false, apart = false;
  if (!vn_basins_islands(b, options, basins, &apart, err)) return false;
  if (apart || vn_basins_all(b, options, basins, &full, err)) return true;
  if (!full) return false;
  if (vn_basins_sample(b, options, basins, err)) return true;
  vn_basins_free(basins);
  return false;
}

void vn_basins_free(VnBasins *basins) {
  for (size_t k = 0; basins->digits && k < basins->n; k++)
    vn_free(basins->digits[k]);
  vn_free(basins->digits);
  vn_free(basins->share);
  vn_free(basins->variant);
  vn_free(basins->weight);
  vn_free(basins->cycle);
  vn_free(basins->phase);
  *basins = (VnBasins){0};
}
