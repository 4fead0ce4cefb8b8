#include "calc/impact/basins.h"

#include <string.h>

#include "calc/impact/attractors.h"
#include "calc/impact/successor.h"
#include "data/memory.h"
#include "data/stop.h"

#define DOING "following scenarios"
#define MOST_TABLE 0x40000000u  // two bits of each entry are flags
#define VISITED 0x80000000u
#define LABELLED 0x40000000u
#define FLAGS (VISITED | LABELLED)
#define AHEAD 16  // scenarios whose next ones are fetched beforehand


// ---- every scenario ----

// The scenario after each, by number; later which attractor it ends in.
typedef struct {
  const VnBalance *balance;
  const VnBasinOptions *options;
  uint64_t n;
  uint32_t *after;
  bool full;  // attractors outgrew the memory
} Table;

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
  vn_scenario_decode(f->table->balance, f->path[low], variant);
  for (size_t p = from; p < f->n; p++)
    label(f, p, (uint32_t)(base + (p - low + cycle) % cycle));
  *at = f->table->after[f->path[from]] & ~FLAGS;
  return true;
}

// The first n of the path, which lead to a scenario with the label `at`.
static void label_rest(Following *f, size_t n, uint32_t at) {
  const uint32_t *before = f->before;
  if (!before) return;  // no path leads on before there is an attractor
  if (before[at] == at) {
    for (size_t p = 0; p < n; p++) f->table->after[f->path[p]] = LABELLED | at;
    f->attractors.basins->phase[at] += n;
    return;
  }
  while (n-- > 0) label(f, n, at = before[at]);
}

static bool follow(Following *f, uint32_t z, VnErr *err) {
  const uint32_t *after = f->table->after;
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
  label_rest(f, rest, at);
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
    if (z + AHEAD < t->n)
      __builtin_prefetch(&t->after[t->after[z + AHEAD] & ~FLAGS]);
    if (!(t->after[z] & LABELLED)) done = follow(&f, (uint32_t)z, err);
    if ((z & VN_STOP_EVERY) == 0) done = done && !vn_stopped(err);
  }
  if (done) add_up(basins);
  vn_free(f.before);
  vn_free(f.path);
  return done;
}

// False also where attractors outgrow the memory: *full.
static bool every_scenario(const VnBalance *b, const VnBasinOptions *options,
                           uint64_t n, VnBasins *basins, bool *full,
                           VnErr *err) {
  Table t = {.balance = b,
             .options = options,
             .n = n,
             .after = vn_alloc(n, sizeof *t.after)};
  VnSuccessors wanted = {.balance = b,
                         .rule = options->rule,
                         .speed = options->speed,
                         .n = (uint32_t)n,
                         .after = t.after,
                         .workers = options->workers};
  bool done = t.after
                  ? vn_successors(&wanted, err) && follow_all(&t, basins, err)
                  : vn_fail_memory(err, DOING);
  vn_free(t.after);
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
