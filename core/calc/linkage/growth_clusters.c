#include "calc/linkage/growth_clusters.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "calc/chance/blocks.h"
#include "calc/pool.h"
#include "calc/chance/quantile.h"
#include "calc/chance/random.h"
#include "data/labels.h"
#include "data/memory.h"
#include "data/stop.h"

#define DOING "drawing clusters anew"
#define PIECE 64  // pairs that one thread does between two looks

// A group that has a pair.
typedef struct {
  uint32_t cluster;
  int8_t side;
} Having;

typedef struct {
  const VnGrowthTest *test;
  const VnGrowthDraws *draws;
  VnGrowth *growth;
  uint32_t *cluster;  // of each group
  uint32_t clusters;  // how many there are
  double *groups[2];  // of each cluster, before and after
  double *drawn[2];   // of all clusters, in each replicate
  size_t *begin;      // of each pair in `havings`, and the end
  Having *havings;
} Work;

static void work_free(Work *w) {
  vn_free(w->cluster);
  for (int side = 0; side < 2; side++) {
    vn_free(w->groups[side]);
    vn_free(w->drawn[side]);
  }
  vn_free(w->begin);
  vn_free(w->havings);
}


// ---- clusters ----

static bool number_clusters(Work *w, VnErr *err) {
  const VnEvents *e = w->draws->events;
  w->cluster = vn_alloc(e->n_groups, sizeof *w->cluster);
  if (!w->cluster) return vn_fail_memory(err, DOING);
  w->clusters = e->n_clusters;
  for (size_t g = 0; g < e->n_groups; g++) {
    bool lone = e->cluster[g] == VN_NO_LABEL;
    w->cluster[g] = lone ? w->clusters++ : e->cluster[g];
  }
  for (int side = 0; side < 2; side++) {
    w->groups[side] = vn_alloc(w->clusters, sizeof(double));
    if (!w->groups[side]) return vn_fail_memory(err, DOING);
  }
  for (size_t g = 0; g < e->n_groups; g++) {
    int8_t side = w->draws->side[g];
    if (side >= 0) w->groups[side][w->cluster[g]]++;
  }
  return true;
}

// How often a cluster counts in each replicate: a Poisson number of mean 1
// by 16 random bits each, in 65536ths: P(X <= k).
static void draw_times(const Work *w, uint32_t cluster, uint8_t *times) {
  static const uint32_t up_to[] = {24109, 48218, 60273, 64291,
                                   65296, 65497, 65530, 65535};
  VnRandom random = vn_random(w->draws->seed, cluster);
  uint32_t bits = 0;
  for (int64_t r = 0; r < w->draws->replicates; r++) {
    bits = r % 2 == 0 ? vn_random_bits(&random) : bits >> 16;
    uint8_t n = 0;
    while (n < 8 && (bits & 0xffff) >= up_to[n]) n++;
    times[r] = n;
  }
}

static bool draw_groups(Work *w, VnErr *err) {
  size_t n = (size_t)w->draws->replicates;
  uint8_t *times = vn_alloc(n, sizeof *times);
  w->drawn[0] = vn_alloc(n, sizeof(double));
  w->drawn[1] = vn_alloc(n, sizeof(double));
  bool done = times && w->drawn[0] && w->drawn[1];
  if (!done) vn_fail_memory(err, DOING);
  for (uint32_t c = 0; done && c < w->clusters; c++) {
    if ((c & 0xff) == 0 && vn_stopped(err)) done = false;
    draw_times(w, c, times);
    for (size_t r = 0; r < n; r++) {
      w->drawn[0][r] += times[r] * w->groups[0][c];
      w->drawn[1][r] += times[r] * w->groups[1][c];
    }
  }
  vn_free(times);
  return done;
}


// ---- which groups have each pair ----

// The place of a pair, all of which stand in order.
static size_t place_of(const VnGrowth *g, uint32_t a, uint32_t b) {
  size_t low = 0, high = g->n;
  while (low + 1 < high) {
    size_t mid = (low + high) / 2;
    bool behind = g->a[mid] > a || (g->a[mid] == a && g->b[mid] > b);
    if (behind) high = mid;
    else low = mid;
  }
  return low;
}

// Calls for each pair of each group: first to count, then to fill in.
static bool each_pair(Work *w, bool fill, VnErr *err) {
  const VnEvents *e = w->draws->events;
  for (size_t g = 0; g < e->n_groups; g++) {
    int8_t side = w->draws->side[g];
    if ((g & 0xff) == 0 && vn_stopped(err)) return false;
    if (side < 0) continue;
    for (uint64_t i = e->start[g]; i < e->start[g + 1]; i++) {
      for (uint64_t j = i + 1; j < e->start[g + 1]; j++) {
        size_t pair = place_of(w->growth, e->member[i], e->member[j]);
        if (fill) w->havings[w->begin[pair]++] = (Having){w->cluster[g], side};
        else w->begin[pair + 1]++;
      }
    }
  }
  return true;
}

static int by_cluster(const void *x, const void *y) {
  const Having *a = x, *b = y;
  return (a->cluster > b->cluster) - (a->cluster < b->cluster);
}

static bool list_havings(Work *w, VnErr *err) {
  size_t n = w->growth->n;
  w->begin = vn_alloc(n + 1, sizeof *w->begin);
  if (!w->begin) return vn_fail_memory(err, DOING);
  if (!each_pair(w, false, err)) return false;
  for (size_t k = 0; k < n; k++) w->begin[k + 1] += w->begin[k];
  w->havings = vn_alloc(w->begin[n], sizeof *w->havings);
  if (!w->havings) return vn_fail_memory(err, DOING);
  if (!each_pair(w, true, err)) return false;
  memmove(w->begin + 1, w->begin, n * sizeof *w->begin);
  w->begin[0] = 0;
  return true;
}


// ---- one pair ----

// What a pair's clusters add up to.
typedef struct {
  double *drawn[2];  // groups with the pair, in each replicate
  size_t n_blocks;   // a cluster's groups of one period
  double *blocks;    // how many groups each is
  double *density;   // of the groups that fall after
  uint8_t *times;
  double *rates;
} Sum;

// A cluster with so many groups before and after that have the pair.
static void add_cluster(const Work *w, uint32_t c, const double n[2],
                        Sum *sum) {
  if (n[0] > 0) sum->blocks[sum->n_blocks++] = n[0];
  if (n[1] > 0) sum->blocks[sum->n_blocks++] = n[1];
  draw_times(w, c, sum->times);
  for (int64_t r = 0; r < w->draws->replicates; r++) {
    sum->drawn[0][r] += sum->times[r] * n[0];
    sum->drawn[1][r] += sum->times[r] * n[1];
  }
}

// The rates of all replicates that have the pair at all, in order; infinite
// where it is none before.
static size_t sort_rates(const Work *w, Sum *sum) {
  size_t n = 0;
  for (int64_t r = 0; r < w->draws->replicates; r++) {
    double before = sum->drawn[0][r] / w->drawn[0][r];
    double after = sum->drawn[1][r] / w->drawn[1][r];
    if (before > 0 || after > 0) sum->rates[n++] = after / before;
  }
  qsort(sum->rates, n, sizeof *sum->rates, vn_by_size);
  return n;
}

static void widen(const Work *w, size_t pair, Sum *sum) {
  VnGrowth *g = w->growth;
  size_t n = sort_rates(w, sum);
  if (n == 0) return;
  size_t cut = (size_t)floor(w->test->error / 2 * (double)n);
  double low = sum->rates[cut], high = sum->rates[n - 1 - cut];
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

static void do_pair(const Work *w, size_t pair, Sum *sum) {
  size_t bytes = (size_t)w->draws->replicates * sizeof(double);
  memset(sum->drawn[0], 0, bytes);
  memset(sum->drawn[1], 0, bytes);
  sum->n_blocks = 0;
  Having *list = w->havings + w->begin[pair];
  size_t n = w->begin[pair + 1] - w->begin[pair];
  qsort(list, n, sizeof *list, by_cluster);
  for (size_t k = 0; k < n;) {
    double had[2] = {0, 0};
    uint32_t c = list[k].cluster;
    for (; k < n && list[k].cluster == c; k++) had[list[k].side]++;
    add_cluster(w, c, had, sum);
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
      .drawn = {vn_alloc(n, sizeof(double)), vn_alloc(n, sizeof(double))},
      .blocks = vn_alloc(most, sizeof *sum->blocks),
      .density = vn_alloc(most + 1, sizeof *sum->density),
      .times = vn_alloc(n, sizeof *sum->times),
      .rates = vn_alloc(n, sizeof *sum->rates)
  };
  return sum->drawn[0] && sum->drawn[1] && sum->blocks && sum->density &&
         sum->times && sum->rates;
}

static size_t most_groups(const Work *w, size_t from, size_t to) {
  size_t most = 0;
  for (size_t pair = from; pair < to; pair++) {
    size_t n = w->begin[pair + 1] - w->begin[pair];
    if (n > most) most = n;
  }
  return most;
}

static bool do_piece(void *given, size_t piece, VnErr *err) {
  const Work *w = given;
  Sum sum;
  size_t end = (piece + 1) * PIECE;
  if (end > w->growth->n) end = w->growth->n;
  size_t most = most_groups(w, piece * PIECE, end);
  bool done = sum_room(&sum, (size_t)w->draws->replicates, most) ||
              vn_fail_memory(err, DOING);
  for (size_t pair = piece * PIECE; done && pair < end; pair++) {
    done = !vn_stopped(err);
    if (done) do_pair(w, pair, &sum);
  }
  sum_free(&sum);
  return done;
}

bool vn_growth_clusters(const VnGrowthTest *test, const VnGrowthDraws *draws,
                        VnGrowth *growth, VnErr *err) {
  Work w = {.test = test, .draws = draws, .growth = growth};
  growth->clusters = vn_alloc(growth->n, sizeof *growth->clusters);
  if (!growth->clusters) return vn_fail_memory(err, DOING);
  bool done = number_clusters(&w, err) && draw_groups(&w, err) &&
              list_havings(&w, err) &&
              vn_pool((growth->n + PIECE - 1) / PIECE, 0, do_piece, &w, err);
  work_free(&w);
  return done;
}
