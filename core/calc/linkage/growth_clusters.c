#include "calc/linkage/growth_clusters.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "calc/chance/blocks.h"
#include "calc/chance/order_statistic.h"
#include "calc/linkage/cluster_totals.h"
#include "calc/pool.h"
#include "data/memory.h"
#include "data/stop.h"

#define DOING "drawing clusters anew"
#define PIECE 64  // pairs that one thread does between two looks
// Groups that have the pairs of one share: 4 MiB, as a file that streams may
// take 16 beyond its matrices.
#define MOST_HAVINGS 524288

typedef struct {
  const VnGrowthTest *test;
  const VnGrowthDraws *draws;
  VnGrowth *growth;
  VnClusterTotals *totals;  // of all clusters, in each replicate
  size_t *first;            // pair of each member, and the end
  size_t from, to;          // the share: pairs that are listed now
  uint32_t *begin;          // of each of them in `havings`, and the end
  uint32_t *next;           // place to fill
  uint64_t *havings;        // cluster << 1 | side of each group with the pair
  size_t n_groups;          // that walked by
} Work;

static void work_free(Work *w) {
  vn_cluster_totals_free(w->totals);
  vn_free(w->first);
  vn_free(w->begin);
  vn_free(w->next);
  vn_free(w->havings);
}


// ---- a share of the pairs ----

static size_t n_having(const VnGrowth *g, size_t pair) {
  return (size_t)(g->before[pair] + g->after[pair]);
}

// Where the pairs of each member begin, all of which stand in order.
static bool list_firsts(Work *w, VnErr *err) {
  const VnGrowth *g = w->growth;
  size_t n = w->test->n_members, pair = 0;
  w->first = vn_alloc(n + 1, sizeof *w->first);
  if (!w->first) return vn_fail_memory(err, DOING);
  for (size_t a = 0; a <= n; a++) {
    while (pair < g->n && g->a[pair] < a) pair++;
    w->first[a] = pair;
  }
  return true;
}

// From the pair on, as many as there is room for, and one at least.
static bool begin_share(Work *w, size_t from, VnErr *err) {
  const VnGrowth *g = w->growth;
  size_t to = from, n = 0;
  while (to < g->n && (to == from || n + n_having(g, to) <= MOST_HAVINGS))
    n += n_having(g, to++);
  w->from = from, w->to = to;
  vn_free(w->begin);
  vn_free(w->next);
  vn_free(w->havings);
  w->begin = vn_alloc(to - from + 1, sizeof *w->begin);
  w->next = vn_alloc(to - from, sizeof *w->next);
  w->havings = vn_alloc(n, sizeof *w->havings);
  if (!w->begin || !w->next || !w->havings) return vn_fail_memory(err, DOING);
  for (size_t k = 0; k < to - from; k++) {
    w->next[k] = w->begin[k];
    w->begin[k + 1] = w->begin[k] + (uint32_t)n_having(g, from + k);
  }
  return true;
}

static bool say_others(VnErr *err) {
  return vn_fail(err, DOING ": the rows are not those that were counted; "
                            "count again");
}

// The first pair from `low` on, below `high`, whose second member is not
// before b.
static size_t place_of(const VnGrowth *g, uint32_t b, size_t low, size_t high) {
  while (low < high) {
    size_t mid = (low + high) / 2;
    if (g->b[mid] < b) low = mid + 1;
    else high = mid;
  }
  return low;
}

// The pairs of a member with those behind it, as far as they are in the share.
static bool put_pairs(Work *w, const VnSideGroup *group, size_t i, VnErr *err) {
  uint32_t a = group->members[i];
  if (a >= w->test->n_members) return say_others(err);
  size_t low = w->first[a], high = w->first[a + 1];
  if (low < w->from) low = w->from;
  if (high > w->to) high = w->to;
  for (size_t j = i + 1; j < group->n && low < high; j++) {
    low = place_of(w->growth, group->members[j], low, high);
    if (low == high || w->growth->b[low] != group->members[j]) continue;
    size_t k = low - w->from;
    if (w->next[k] == w->begin[k + 1]) return say_others(err);
    w->havings[w->next[k]++] = group->cluster << 1 | (uint64_t)group->side;
  }
  return true;
}

static bool take_group(void *data, const VnSideGroup *group, VnErr *err) {
  Work *w = data;
  if ((w->n_groups++ & 0xff) == 0 && vn_stopped(err)) return false;
  if (w->from == 0)
    vn_cluster_totals_add(w->totals, group->cluster, group->side);
  for (size_t i = 0; i + 1 < group->n; i++) {
    if (!put_pairs(w, group, i, err)) return false;
  }
  return true;
}

static bool list_havings(Work *w, VnErr *err) {
  if (!w->draws->walk(w->draws->given, take_group, w, err)) return false;
  for (size_t k = 0; k < w->to - w->from; k++) {
    if (w->next[k] != w->begin[k + 1]) return say_others(err);
  }
  if (w->from == 0) vn_cluster_totals_end(w->totals);
  return true;
}


// ---- one pair ----

// What a pair's clusters add up to.
typedef struct {
  size_t n;          // replicates
  double *drawn[2];  // groups with the pair, in each
  size_t n_blocks;   // a cluster's groups of one period
  double *blocks;    // how many groups each is
  double *density;   // of the groups that fall after
  uint8_t *times;
  double *rates;
} Sum;

// A cluster with so many groups before and after that have the pair.
static void add_cluster(const Work *w, uint64_t cluster, const double n[2],
                        Sum *sum) {
  vn_cluster_times(w->draws->seed, cluster, sum->n, sum->times);
  for (int side = 0; side < 2; side++) {
    if (n[side] == 0) continue;
    sum->blocks[sum->n_blocks++] = n[side];
    vn_cluster_add(sum->drawn[side], sum->times, n[side], sum->n);
  }
}

// The rates of all replicates that have the pair at all, and groups on either
// side; infinite where it is none before.
static size_t list_rates(const Work *w, Sum *sum) {
  const VnClusterTotals *all = w->totals;
  size_t n = 0;
  for (size_t r = 0; r < sum->n; r++) {
    double before = sum->drawn[0][r] / all->drawn[0][r];
    double after = sum->drawn[1][r] / all->drawn[1][r];
    if (isnan(before) || isnan(after)) continue;
    if (before > 0 || after > 0) sum->rates[n++] = after / before;
  }
  return n;
}

static void widen(const Work *w, size_t pair, Sum *sum) {
  VnGrowth *g = w->growth;
  size_t n = list_rates(w, sum);
  if (n == 0) return;
  size_t cut = (size_t)floor(w->test->error / 2 * (double)n);
  double low = vn_order_statistic(sum->rates, n, cut);
  double high = vn_order_statistic(sum->rates, n, n - 1 - cut);
  g->low[pair] = fmin(g->low[pair], low);
  if (isinf(high)) g->high[pair] = NAN;
  else if (!isnan(g->high[pair])) g->high[pair] = fmax(g->high[pair], high);
}

static double p_of_blocks(const Work *w, size_t pair, const Sum *sum) {
  const VnGrowth *g = w->growth;
  double before = w->test->before.n_groups, after = w->test->after.n_groups;
  VnBlocks blocks = {.n = sum->n_blocks,
                     .sizes = sum->blocks,
                     .total = g->before[pair] + g->after[pair],
                     .chance = after / (before + after),
                     .room = sum->density};
  return vn_blocks_p(&blocks, g->after[pair]);
}

static int by_cluster(const void *x, const void *y) {
  const uint64_t *a = x, *b = y;
  return (*a > *b) - (*a < *b);
}

static void do_pair(const Work *w, size_t pair, Sum *sum) {
  size_t at = pair - w->from, n = w->begin[at + 1] - w->begin[at];
  uint64_t *list = w->havings + w->begin[at];
  memset(sum->drawn[0], 0, sum->n * sizeof(double));
  memset(sum->drawn[1], 0, sum->n * sizeof(double));
  sum->n_blocks = 0;
  qsort(list, n, sizeof *list, by_cluster);
  for (size_t k = 0; k < n;) {
    double had[2] = {0, 0};
    uint64_t cluster = list[k] >> 1;
    for (; k < n && list[k] >> 1 == cluster; k++) had[list[k] & 1]++;
    add_cluster(w, cluster, had, sum);
    w->growth->clusters[pair]++;
  }
  widen(w, pair, sum);
  if (sum->n_blocks < n)
    w->growth->p[pair] = fmax(w->growth->p[pair], p_of_blocks(w, pair, sum));
}


// ---- all pairs ----

static void sum_free(Sum *sum) {
  vn_free(sum->drawn[0]);
  vn_free(sum->drawn[1]);
  vn_free(sum->blocks);
  vn_free(sum->density);
  vn_free(sum->times);
  vn_free(sum->rates);
}

// For pairs of at most that many groups.
static bool sum_room(Sum *sum, size_t n, size_t most) {
  *sum = (Sum){
      .n = n,
      .drawn = {vn_alloc(n, sizeof(double)), vn_alloc(n, sizeof(double))},
      .blocks = vn_alloc(most, sizeof *sum->blocks),
      .density = vn_alloc(most + 1, sizeof *sum->density),
      .times = vn_alloc(n + 1, sizeof *sum->times),
      .rates = vn_alloc(n, sizeof *sum->rates)
  };
  return sum->drawn[0] && sum->drawn[1] && sum->blocks && sum->density &&
         sum->times && sum->rates;
}

static size_t most_groups(const Work *w, size_t from, size_t to) {
  size_t most = 0;
  for (size_t pair = from; pair < to; pair++) {
    size_t n = n_having(w->growth, pair);
    if (n > most) most = n;
  }
  return most;
}

static bool do_piece(void *given, size_t piece, VnErr *err) {
  const Work *w = given;
  Sum sum;
  size_t from = w->from + piece * PIECE, end = from + PIECE;
  if (end > w->to) end = w->to;
  bool done =
      sum_room(&sum, (size_t)w->draws->replicates, most_groups(w, from, end)) ||
      vn_fail_memory(err, DOING);
  for (size_t pair = from; done && pair < end; pair++) {
    done = !vn_stopped(err);
    if (done) do_pair(w, pair, &sum);
  }
  sum_free(&sum);
  return done;
}

static bool do_shares(Work *w, VnErr *err) {
  for (size_t from = 0; from < w->growth->n; from = w->to) {
    if (!begin_share(w, from, err) || !list_havings(w, err)) return false;
    size_t n_pieces = (w->to - from + PIECE - 1) / PIECE;
    if (!vn_pool(n_pieces, 0, do_piece, w, err)) return false;
  }
  return true;
}

bool vn_growth_clusters(const VnGrowthTest *test, const VnGrowthDraws *draws,
                        VnGrowth *growth, VnErr *err) {
  Work w = {.test = test, .draws = draws, .growth = growth};
  growth->clusters = vn_alloc(growth->n, sizeof *growth->clusters);
  w.totals = vn_cluster_totals_new((size_t)draws->replicates, draws->seed);
  bool done = growth->clusters && w.totals;
  if (!done) vn_fail_memory(err, DOING);
  done = done && list_firsts(&w, err) && do_shares(&w, err) &&
         vn_growth_judge(test, growth, err);
  work_free(&w);
  return done;
}
