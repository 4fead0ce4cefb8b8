#include "calc/linkage/growth.h"

#include <math.h>

#include "calc/chance/binomial.h"
#include "calc/pool.h"
#include "data/sort_many.h"
#include "data/memory.h"
#include "data/stop.h"

#define DOING "comparing periods"
#define PIECE 512  // pairs that one thread does between two looks

// ---- room ----

static bool growth_room(VnGrowth *g, size_t n) {
  double **numbers[] = {&g->before, &g->after, &g->rate, &g->low, &g->high,
                        &g->change, &g->least, &g->most, &g->p,   &g->q};
  bool room = true;
  g->a = vn_alloc(n, sizeof *g->a);
  g->b = vn_alloc(n, sizeof *g->b);
  for (size_t k = 0; k < sizeof numbers / sizeof *numbers; k++) {
    *numbers[k] = vn_alloc(n, sizeof(double));
    room = room && *numbers[k];
  }
  return room && g->a && g->b;
}

void vn_growth_free(VnGrowth *g) {
  vn_free(g->a);
  vn_free(g->b);
  vn_free(g->before);
  vn_free(g->after);
  vn_free(g->rate);
  vn_free(g->low);
  vn_free(g->high);
  vn_free(g->change);
  vn_free(g->least);
  vn_free(g->most);
  vn_free(g->p);
  vn_free(g->q);
  vn_free(g->clusters);
  *g = (VnGrowth){0};
}


// ---- pairs of either period ----

static int compare(const VnGrowthSide *x, size_t i, const VnGrowthSide *y,
                   size_t j) {
  if (i == x->n || j == y->n) return (i == x->n) - (j == y->n);
  if (x->a[i] != y->a[j]) return x->a[i] < y->a[j] ? -1 : 1;
  return (x->b[i] > y->b[j]) - (x->b[i] < y->b[j]);
}

// The pairs of both lists in order; with room or, to count them, without.
static size_t merge(const VnGrowthSide *x, const VnGrowthSide *y,
                    VnGrowth *into) {
  size_t n = 0, i = 0, j = 0;
  for (; i < x->n || j < y->n; n++) {
    int order = compare(x, i, y, j);
    bool of_x = order <= 0, of_y = order >= 0;
    if (into) {
      into->a[n] = of_x ? x->a[i] : y->a[j];
      into->b[n] = of_x ? x->b[i] : y->b[j];
      into->before[n] = of_x ? x->count[i] : 0;
      into->after[n] = of_y ? y->count[j] : 0;
    }
    i += of_x, j += of_y;
  }
  return n;
}


// ---- one pair ----

typedef struct {
  double before, after;
  size_t pair;
} Case;

typedef struct {
  const VnGrowthTest *test;
  VnGrowth *growth;
  Case *cases;  // pairs with the same counts stand together
} Work;

static double two_sided(double k, double n, double chance) {
  double above = vn_binomial_tail(k, n, chance);
  double below = vn_binomial_tail(n - k, n, 1 - chance);
  return fmin(1, 2 * fmin(above, below));
}

static double odds(double chance) {
  return chance < 1 ? chance / (1 - chance) : NAN;
}

// The rate is the odds of being a group after, beside those of all groups.
static void compare_rates(const Work *w, size_t i) {
  VnGrowth *g = w->growth;
  double before = w->test->before.n_groups, after = w->test->after.n_groups;
  double n = g->before[i] + g->after[i], scale = before / after;
  VnLimits limits = vn_binomial_limits(g->after[i], n, w->test->error);
  g->rate[i] = odds(g->after[i] / n) * scale;
  g->low[i] = odds(limits.low) * scale;
  g->high[i] = odds(limits.high) * scale;
  g->p[i] = two_sided(g->after[i], n, after / (before + after));
}

static void compare_shares(const Work *w, size_t i) {
  VnGrowth *g = w->growth;
  double x = w->test->before.n_groups, y = w->test->after.n_groups;
  VnLimits before = vn_binomial_limits(g->before[i], x, w->test->error);
  VnLimits after = vn_binomial_limits(g->after[i], y, w->test->error);
  double from = g->before[i] / x, to = g->after[i] / y;
  g->change[i] = 1000 * (to - from);
  g->least[i] = g->change[i] - 1000 * hypot(to - after.low, before.high - from);
  g->most[i] = g->change[i] + 1000 * hypot(after.high - to, from - before.low);
}

static void copy_answer(VnGrowth *g, size_t from, size_t to) {
  g->rate[to] = g->rate[from];
  g->low[to] = g->low[from], g->high[to] = g->high[from];
  g->change[to] = g->change[from];
  g->least[to] = g->least[from], g->most[to] = g->most[from];
  g->p[to] = g->p[from];
}


// ---- all pairs ----

static int by_counts(const void *x, const void *y) {
  const Case *a = x, *b = y;
  if (a->before != b->before) return a->before < b->before ? -1 : 1;
  return (a->after > b->after) - (a->after < b->after);
}

static bool do_piece(void *given, size_t piece, VnErr *err) {
  const Work *w = given;
  size_t end = (piece + 1) * PIECE;
  if (vn_stopped(err)) return false;
  if (end > w->growth->n) end = w->growth->n;
  for (size_t i = piece * PIECE; i < end; i++) {
    const Case *c = &w->cases[i];
    if (i > piece * PIECE && by_counts(c, c - 1) == 0) {
      copy_answer(w->growth, c[-1].pair, c->pair);
      continue;
    }
    compare_rates(w, c->pair);
    compare_shares(w, c->pair);
  }
  return true;
}

static bool compare_all(const VnGrowthTest *test, VnGrowth *g, VnErr *err) {
  Work w = {test, g, vn_alloc(g->n, sizeof *w.cases)};
  if (!w.cases) return vn_fail_memory(err, DOING);
  for (size_t i = 0; i < g->n; i++)
    w.cases[i] = (Case){g->before[i], g->after[i], i};
  bool done =
      vn_sort_many(w.cases, g->n, sizeof *w.cases, by_counts, DOING, err) &&
      vn_pool((g->n + PIECE - 1) / PIECE, 0, do_piece, &w, err);
  vn_free(w.cases);
  return done;
}


// ---- the family ----

static bool in_family(const VnGrowthTest *test, size_t i) {
  double n = (double)test->before.totals[i] + (double)test->after.totals[i];
  return n >= fmax(1, test->least);
}

bool vn_growth_judge(const VnGrowthTest *test, VnGrowth *g, VnErr *err) {
  double n = 0, *p = vn_alloc(g->n, sizeof *p);
  if (!p) return vn_fail_memory(err, DOING);
  for (size_t i = 0; i < test->n_members; i++) n += in_family(test, i);
  g->n_family = test->n_family > 0 ? test->n_family : n * (n - 1) / 2;
  for (size_t i = 0; i < g->n; i++) {
    bool judged = in_family(test, g->a[i]) && in_family(test, g->b[i]);
    p[i] = judged ? g->p[i] : NAN;
  }
  bool done = vn_fdr(p, g->n, g->n_family, test->fdr, g->q, err);
  vn_free(p);
  return done;
}

bool vn_growth(const VnGrowthTest *test, VnGrowth *g, VnErr *err) {
  *g = (VnGrowth){.n = merge(&test->before, &test->after, NULL)};
  bool done = growth_room(g, g->n) || vn_fail_memory(err, DOING);
  if (done) merge(&test->before, &test->after, g);
  done = done && compare_all(test, g, err) && vn_growth_judge(test, g, err);
  if (!done) vn_growth_free(g);
  return done;
}
