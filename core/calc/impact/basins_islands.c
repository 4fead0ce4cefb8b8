#include "calc/impact/attractors.h"

#include <stdlib.h>
#include <string.h>

#include "calc/impact/basins_part.h"
#include "data/decimal.h"
#include "data/memory.h"
#include "data/stop.h"

#define DOING "putting islands together"
#define MOST_LISTED 100000
#define MOST_ROUND 65536  // scenarios that attractors together go round


// ---- attractors together ----

// One of an island beside one of those before it. Where both go round, it
// matters how far apart they are: `offset` steps.
typedef struct {
  double share;
  size_t before, attractor;
  uint64_t offset, round;
  size_t rank;  // where shares tie
} Pair;

typedef struct {
  Pair *pair;
  size_t n;
  double **phase;  // of those that go round: the share in step with each of
                   // their scenarios
} Level;

typedef struct {
  const VnBalance *balance;
  VnBasinsPart *part;
  size_t n;
  Level *level;  // of so many islands together
  size_t most;
  bool cut;
} Together;

static void free_level(Level *level) {
  for (size_t a = 0; level->phase && a < level->n; a++)
    vn_free(level->phase[a]);
  vn_free(level->phase);
  vn_free(level->pair);
}

static uint64_t common(uint64_t a, uint64_t b) {
  while (b > 0) {
    uint64_t rest = a % b;
    a = b, b = rest;
  }
  return a;
}

static double phase_of(const Level *level, size_t a, uint64_t t) {
  const Pair *pair = &level->pair[a];
  return level->phase && pair->round > 1 ? level->phase[a][t % pair->round]
                                         : pair->share;
}

// What a pair has in step with its t-th scenario.
static double step_share(const Level *before, const VnBasinsPart *part,
                         const Pair *pair, uint64_t t) {
  uint64_t cycle = part->basins.cycle[pair->attractor];
  uint64_t in_step =
      part->basins
          .phase[part->starts[pair->attractor] + (t + pair->offset) % cycle];
  return phase_of(before, pair->before, t) * (double)in_step /
         (double)part->basins.total;
}

static void add_up(const Level *before, const VnBasinsPart *part, Pair *pair) {
  pair->share = 0;
  for (uint64_t t = 0; t < pair->round; t++)
    pair->share += step_share(before, part, pair, t);
}

// The a-th of those before beside attractor k of the part: a pair for each way
// in which they are in step. Without room for pairs they are only counted.
static bool list_steps(const Level *before, const VnBasinsPart *part, size_t a,
                       size_t k, Pair *pair, size_t *n, VnErr *err) {
  uint64_t round = before->pair[a].round, cycle = part->basins.cycle[k];
  uint64_t offsets = common(round, cycle);
  uint64_t both = round / offsets * cycle;
  if (both > MOST_ROUND) {
    return vn_fail(err,
                   "the cycles of islands together go round more "
                   "than %d scenarios",
                   MOST_ROUND);
  }
  for (uint64_t d = 0; d < offsets; d++, (*n)++) {
    if (!pair) continue;
    pair[*n] = (Pair){
        .before = a, .attractor = k, .offset = d, .round = both, .rank = *n};
    add_up(before, part, &pair[*n]);
  }
  return true;
}

// Pairs of the a-th and the c-th largest; a pair cannot be among the `most`
// largest when as many are no smaller.
static bool list_pairs(const Together *g, size_t p, Pair *pair, size_t *n,
                       bool *cut, VnErr *err) {
  const Level *before = &g->level[p];
  const VnBasinsPart *part = &g->part[p];
  *n = 0, *cut = false;
  for (size_t a = 0; a < before->n; a++) {
    if (pair && vn_stopped(err)) return false;
    size_t reach = g->most / (a + 1);
    for (size_t c = 0; c < part->basins.n && c < reach; c++) {
      if (!list_steps(before, part, a, part->order[c], pair, n, err))
        return false;
    }
    *cut = *cut || reach < part->basins.n;
  }
  return true;
}

static int by_share(const void *a, const void *b) {
  const Pair *x = a, *y = b;
  if (x->share != y->share) return x->share < y->share ? 1 : -1;
  return x->rank > y->rank ? 1 : -1;
}

static bool fill_phases(const Level *before, const VnBasinsPart *part,
                        Level *level, VnErr *err) {
  level->phase = vn_alloc(level->n, sizeof *level->phase);
  if (!level->phase) return vn_fail_memory(err, DOING);
  for (size_t a = 0; a < level->n; a++) {
    const Pair *pair = &level->pair[a];
    if (pair->round < 2) continue;
    double *phase = level->phase[a] = vn_alloc(pair->round, sizeof *phase);
    if (!phase) return vn_fail_memory(err, DOING);
    for (uint64_t t = 0; t < pair->round; t++)
      phase[t] = step_share(before, part, pair, t);
  }
  return true;
}

static bool add_part(Together *g, size_t p, VnErr *err) {
  Level *level = &g->level[p + 1];
  bool cut;
  if (!list_pairs(g, p, NULL, &level->n, &cut, err)) return false;
  level->pair = vn_alloc(level->n, sizeof *level->pair);
  if (!level->pair) return vn_fail_memory(err, DOING);
  size_t n = level->n;
  if (!list_pairs(g, p, level->pair, &n, &cut, err)) return false;
  qsort(level->pair, n, sizeof *level->pair, by_share);
  g->cut = g->cut || cut || n > g->most;
  level->n = n < g->most ? n : g->most;
  return fill_phases(&g->level[p], &g->part[p], level, err);
}


// ---- what is listed ----

// One attractor of all islands: which one of each, and how far apart.
typedef struct {
  size_t *attractor;
  uint64_t *offset, *factor;
  uint8_t *variant;
  VnDecimalSum *sum;
} Row;

static void unpick(const Together *g, size_t a, Row *row) {
  for (size_t p = g->n; p-- > 0;) {
    const Pair *pair = &g->level[p + 1].pair[a];
    row->attractor[p] = pair->attractor;
    row->offset[p] = pair->offset;
    a = pair->before;
  }
}

// The t-th scenario of its round, and how many end in step with it.
static void take_step(const Together *g, uint64_t t, Row *row) {
  for (size_t p = 0; p < g->n; p++) {
    const VnBasinsPart *part = &g->part[p];
    size_t k = row->attractor[p];
    size_t at = part->starts[k] + (t + row->offset[p]) % part->basins.cycle[k];
    row->factor[p] = part->basins.phase[at];
    for (size_t m = 0; m < part->n; m++)
      row->variant[part->of[m]] = part->round[at * part->n + m];
  }
}

static bool write_row(const Together *g, size_t a, Row *row, VnBasins *basins,
                      VnErr *err) {
  const Pair *pair = &g->level[g->n].pair[a];
  size_t width = g->balance->n;
  uint8_t *first = basins->variant + a * width;
  unpick(g, a, row);
  row->sum = vn_decimal_sum_new(g->n);
  for (uint64_t t = 0; row->sum && t < pair->round; t++) {
    take_step(g, t, row);
    vn_decimal_sum_add(row->sum, row->factor);
    if (t == 0 || memcmp(row->variant, first, width) < 0)
      memcpy(first, row->variant, width);
  }
  basins->cycle[a] = pair->round;
  basins->share[a] = pair->share;
  if (row->sum) basins->digits[a] = vn_decimal_sum_digits(row->sum);
  vn_decimal_sum_free(row->sum);
  return basins->digits[a] || vn_fail_memory(err, DOING);
}

static bool write_rows(const Together *g, Row *row, VnBasins *basins,
                       VnErr *err) {
  size_t n = g->level[g->n].n;
  *basins = (VnBasins){.n = n,
                       .variant = vn_alloc(n, g->balance->n),
                       .cycle = vn_alloc(n, sizeof(uint64_t)),
                       .digits = vn_alloc(n, sizeof(char *)),
                       .share = vn_alloc(n, sizeof(double)),
                       .exact = true,
                       .cut = g->cut};
  if (!basins->variant || !basins->cycle || !basins->digits || !basins->share)
    return vn_fail_memory(err, DOING);
  for (size_t a = 0; a < n; a++) {
    if (vn_stopped(err) || !write_row(g, a, row, basins, err)) return false;
  }
  return true;
}

static bool list(const Together *g, VnBasins *basins, VnErr *err) {
  Row row = {.attractor = vn_alloc(g->n, sizeof(size_t)),
             .offset = vn_alloc(g->n, sizeof(uint64_t)),
             .factor = vn_alloc(g->n, sizeof(uint64_t)),
             .variant = vn_alloc(g->balance->n, 1)};
  bool done = row.attractor && row.offset && row.factor && row.variant
                  ? write_rows(g, &row, basins, err)
                  : vn_fail_memory(err, DOING);
  vn_free(row.attractor);
  vn_free(row.offset);
  vn_free(row.factor);
  vn_free(row.variant);
  if (!done) vn_basins_free(basins);
  return done;
}


// ---- all islands ----

static bool put_together(Together *g, VnBasins *basins, VnErr *err) {
  g->level = vn_alloc(g->n + 1, sizeof *g->level);
  if (!g->level) return vn_fail_memory(err, DOING);
  Pair nothing = {.share = 1, .round = 1};
  g->level[0] = (Level){.pair = &nothing, .n = 1};
  bool done = true;
  for (size_t p = 0; done && p < g->n; p++) done = add_part(g, p, err);
  done = done && list(g, basins, err);
  for (size_t p = 0; p < g->n; p++) free_level(&g->level[p + 1]);
  vn_free(g->level);
  return done;
}

// What goes round on one island may keep others waiting under these rules.
static bool waits(const VnBasinOptions *options, const VnBasinsPart *part) {
  bool one_moves = options->rule == VN_LOCAL || options->rule == VN_ADIABATIC;
  return one_moves && part->goes_round;
}

static bool follow_parts(Together *g, const VnBasinOptions *options,
                         const size_t *island, bool *apart, VnErr *err) {
  *apart = true;
  for (size_t p = 0; *apart && p < g->n; p++) {
    bool full = false;
    if (!vn_basins_part(&g->part[p], g->balance, options, island, p, &full,
                        err)) {
      *apart = false;
      return full;
    }
    *apart = !waits(options, &g->part[p]);
  }
  return true;
}

bool vn_basins_islands(const VnBalance *b, const VnBasinOptions *options,
                       VnBasins *basins, bool *apart, VnErr *err) {
  size_t most = options->memory / (2 * (5 * b->n + 100));
  Together g = {.balance = b, .most = most < MOST_LISTED ? most : MOST_LISTED};
  size_t *island = vn_alloc(b->n, sizeof *island);
  *apart = false;
  if (!island) return vn_fail_memory(err, DOING);
  g.n = vn_balance_islands(b, NULL, 0, island, err);
  bool done = g.n > 0;
  if (g.n > 1 && g.most > 0) {
    g.part = vn_alloc(g.n, sizeof *g.part);
    done = g.part ? follow_parts(&g, options, island, apart, err)
                  : vn_fail_memory(err, DOING);
    done = done && (!*apart || put_together(&g, basins, err));
    for (size_t p = 0; g.part && p < g.n; p++) vn_basins_part_free(&g.part[p]);
    vn_free(g.part);
  }
  vn_free(island);
  return done;
}
