#include "calc/coding/near.h"

#include <math.h>
#include <string.h>

#include "calc/coding/window.h"
#include "calc/linkage/pair_cases.h"
#include "calc/pool.h"
#include "data/labels.h"
#include "data/lanes.h"
#include "data/memory.h"
#include "data/stop.h"

#define DOING "windows"
#define MOST_WORK 4e11  // sums: about a minute
#define A_STEP 60       // sums, besides those that are added

typedef struct {
  size_t width, n_runs;
  size_t *run;  // where the units of each source begin; at last, their number
  uint32_t *size;  // of each unit, in order: place of its size in the fit
  VnBipartite *fit;
  VnPairCase *cases;
  size_t n_cases;
  size_t *kind;  // where those of the same answer begin; at last, their number
  size_t n_kinds;
  double *p;
} Near;

static void near_free(Near *n) {
  vn_free(n->run);
  vn_free(n->size);
  vn_free(n->cases);
  vn_free(n->kind);
  vn_bipartite_free(n->fit);
}


// ---- units in their order ----

static bool begins_run(const VnCoding *c, const VnWindows *w, size_t k) {
  if (k == 0 || !c->source) return true;
  uint32_t source = c->source[w->order[k]];
  return source == VN_NO_LABEL || source != c->source[w->order[k - 1]];
}

static void list_runs(Near *n, const VnCoding *c, const VnWindows *w) {
  for (size_t k = 0; k < w->n; k++) {
    if (begins_run(c, w, k)) n->run[n->n_runs++] = k;
  }
  n->run[n->n_runs] = w->n;
}

// How many codes a unit has, whoever gave them; each is counted in `totals`.
static uint32_t count_codes(const VnCoding *c, uint32_t u, uint64_t *totals) {
  uint32_t n = 0, last = VN_NOTHING;
  for (uint64_t k = c->start[u]; k < c->start[u + 1]; k++) {
    if (c->code[k] == VN_NOTHING || c->code[k] == last) continue;
    last = c->code[k];
    totals[last]++;
    n++;
  }
  return n;
}

static uint32_t place_of_size(const VnBipartite *fit, uint64_t size) {
  uint32_t at = 0;
  while (fit->size[at] != size) at++;
  return at;
}

static bool fit_units(Near *n, const VnCoding *c, const VnWindows *w,
                      uint64_t *totals, uint64_t *sizes, VnErr *err) {
  for (size_t k = 0; k < w->n; k++) {
    n->size[k] = count_codes(c, w->order[k], totals);
    sizes[n->size[k]]++;
  }
  n->fit = vn_bipartite_fit(totals, c->n_codes, sizes, err);
  for (size_t k = 0; n->fit && k < w->n; k++)
    n->size[k] = place_of_size(n->fit, n->size[k]);
  return n->fit != NULL;
}

static bool read_units(Near *n, const VnCoding *c, VnErr *err) {
  VnWindows w;
  uint64_t *totals = vn_alloc(c->n_codes, sizeof *totals);
  uint64_t *sizes = vn_alloc(c->n_codes + 1, sizeof *sizes);
  bool done = vn_windows_new(c, 1, &w, err);
  n->run = vn_alloc(w.n + 1, sizeof *n->run);
  n->size = vn_alloc(w.n, sizeof *n->size);
  if (!totals || !sizes || !n->run || !n->size) {
    done = vn_fail_memory(err, DOING);
  } else if (done) {
    list_runs(n, c, &w);
    done = fit_units(n, c, &w, totals, sizes, err);
  }
  vn_windows_free(&w);
  vn_free(totals);
  vn_free(sizes);
  return done;
}


// ---- one pair ----

typedef void Add(double *to, const double *from, double chance, size_t n);

// What a chain has: of each state how likely 0, 1, ... windows with both are,
// as long as they are fewer than `count`. State (i, j): the codes were met i
// and j units ago; `width` stands for longer ago.
typedef struct {
  size_t width, count, n_alive;
  double *now, *next, *alive;
  double reached;  // how likely `count` windows have come together
  Add *add;
} Chain;

static double *state(const Chain *c, double *of, size_t i, size_t j) {
  return of + (i * (c->width + 1) + j) * c->count;
}

// Products are rounded before they are added, whatever the lanes.
#define FAST __attribute__((optimize("O3,fp-contract=off")))

static inline __attribute__((always_inline)) void
add_each(double *restrict to, const double *restrict from, double chance,
         size_t n) {
  for (size_t k = 0; k < n; k++) to[k] += chance * from[k];
}

FAST static void add_plain(double *restrict to, const double *restrict from,
                           double chance, size_t n) {
  add_each(to, from, chance, n);
}

#ifdef __x86_64__
VN_WIDE_32 FAST static void add_32(double *restrict to,
                                   const double *restrict from, double chance,
                                   size_t n) {
  add_each(to, from, chance, n);
}

VN_WIDE_64 FAST static void add_64(double *restrict to,
                                   const double *restrict from, double chance,
                                   size_t n) {
  add_each(to, from, chance, n);
}
#endif

static Add *add_by_lanes(void) {
#ifdef __x86_64__
  if (vn_lanes() == 64) return add_64;
  if (vn_lanes() == 32) return add_32;
#endif
  return add_plain;
}

// From one state to another, which may be that of one more window with both.
static void move(Chain *c, const double *from, size_t i, size_t j,
                 double chance, bool ends) {
  double *to = state(c, c->next, i, j);
  size_t n = c->n_alive;
  if (chance == 0) return;
  if (!ends || i == c->width || j == c->width) {
    c->add(to, from, chance, n);
    return;
  }
  if (n == c->count) c->reached += chance * from[--n];
  c->add(to + 1, from, chance, n);
}

// How long ago either code was, 0 to width.
static size_t n_states(size_t width) {
  return (width + 1) * (width + 1);
}

static size_t older(const Chain *c, size_t i) {
  return i < c->width ? i + 1 : i;
}

// One unit on; `ends` says whether a window ends at it.
static void step(Chain *c, double one, double other, bool ends) {
  size_t grown = c->n_alive + ends < c->count ? c->n_alive + ends : c->count;
  for (size_t s = 0; s < n_states(c->width); s++)
    memset(c->next + s * c->count, 0, grown * sizeof *c->next);
  for (size_t i = 0; i <= c->width; i++) {
    for (size_t j = 0; j <= c->width; j++) {
      const double *from = state(c, c->now, i, j);
      size_t x = older(c, i), y = older(c, j);
      move(c, from, 0, 0, one * other, ends);
      move(c, from, 0, y, one * (1 - other), ends);
      move(c, from, x, 0, (1 - one) * other, ends);
      move(c, from, x, y, (1 - one) * (1 - other), ends);
    }
  }
  c->n_alive = grown;
  double *kept = c->now;
  c->now = c->next, c->next = kept;
}

// A source begins with both codes long ago, and ends with any.
static void walk(Chain *c, const Near *n, size_t run, const VnPairCase *k) {
  size_t from = n->run[run], end = n->run[run + 1], n_sizes = n->fit->n_sizes;
  const double *one = n->fit->chance + k->low * n_sizes;
  const double *other = n->fit->chance + k->high * n_sizes;
  c->width = end - from < n->width ? end - from : n->width;
  memset(c->now, 0, n_states(c->width) * c->count * sizeof *c->now);
  memcpy(state(c, c->now, c->width, c->width), c->alive,
         c->count * sizeof *c->alive);
  for (size_t u = from; u < end && !vn_stop_flag; u++) {
    step(c, one[n->size[u]], other[n->size[u]], u + 1 - from >= c->width);
  }
  memset(c->alive, 0, c->count * sizeof *c->alive);
  for (size_t s = 0; s < n_states(c->width); s++) {
    for (size_t i = 0; i < c->n_alive; i++)
      c->alive[i] += c->now[s * c->count + i];
  }
}

// `room` has 2 n_states + 1 numbers for each count.
static double tail(const Near *n, const VnPairCase *k, double *room) {
  Chain c = {.count = (size_t)k->count, .n_alive = 1, .add = add_by_lanes()};
  if (c.count == 0) return 1;
  c.alive = room, c.now = room + c.count;
  c.next = c.now + n_states(n->width) * c.count;
  memset(c.alive, 0, c.count * sizeof *c.alive);
  c.alive[0] = 1;
  for (size_t r = 0; r < n->n_runs; r++) walk(&c, n, r, k);
  return fmin(1, c.reached);
}


// ---- all pairs ----

// Of all pairs, or of those in `wanted`.
static bool list_cases(Near *n, const VnPairCounts *pairs, const bool *wanted,
                       VnErr *err) {
  n->n_cases = 0;
  if (!n->cases) n->cases = vn_alloc(pairs->n, sizeof *n->cases);
  if (!n->cases) return vn_fail_memory(err, DOING);
  for (size_t k = 0; k < pairs->n; k++) {
    if (wanted && !wanted[k]) continue;
    n->cases[n->n_cases++] =
        vn_pair_case(n->fit, pairs->a[k], pairs->b[k], pairs->count[k], k);
  }
  return vn_sort_pair_cases(n->cases, n->n_cases, err);
}

static bool list_kinds(Near *n, VnErr *err) {
  n->n_kinds = 0;
  if (!n->kind) n->kind = vn_alloc(n->n_cases + 1, sizeof *n->kind);
  if (!n->kind) return vn_fail_memory(err, DOING);
  for (size_t k = 0; k < n->n_cases; k++) {
    if (k == 0 || !vn_same_case(&n->cases[k], &n->cases[k - 1]))
      n->kind[n->n_kinds++] = k;
  }
  n->kind[n->n_kinds] = n->n_cases;
  return true;
}

static double work_of(const Near *n) {
  double sums = 0, units = (double)n->run[n->n_runs];
  for (size_t k = 0; k < n->n_kinds; k++)
    sums += 4 * units * (double)n_states(n->width) *
            (n->cases[n->kind[k]].count + A_STEP);
  return sums;
}

static bool do_kind(void *given, size_t kind, VnErr *err) {
  const Near *n = given;
  const VnPairCase *first = n->cases + n->kind[kind];
  double *room = vn_alloc((size_t)fmax(first->count, 1),
                          (2 * n_states(n->width) + 1) * sizeof *room);
  if (!room) return vn_fail_memory(err, DOING);
  double p = tail(n, first, room);
  for (size_t k = n->kind[kind]; k < n->kind[kind + 1]; k++)
    n->p[n->cases[k].pair] = p;
  vn_free(room);
  return !vn_stopped(err);
}

bool vn_coding_near(const VnCoding *coding, const VnCodingView *windows,
                    const VnPairCounts *pairs, const bool *judged, double *p,
                    VnErr *err) {
  Near n = {.width = windows->window, .p = p};
  bool done = read_units(&n, coding, err) && n.fit &&
              list_cases(&n, pairs, NULL, err) && list_kinds(&n, err);
  bool little = done && work_of(&n) <= MOST_WORK;
  if (done && !little) {
    done = list_cases(&n, pairs, judged, err) && list_kinds(&n, err);
    little = done && work_of(&n) <= MOST_WORK;
  }
  for (size_t k = 0; k < pairs->n; k++) p[k] = NAN;
  if (little) done = vn_pool(n.n_kinds, 0, do_kind, &n, err);
  near_free(&n);
  return done;
}
