// Clusters drawn anew, as a product: counts of each cluster, and how often it
// is drawn in each replicate.
#include <string.h>

#include "calc/linkage/cluster_range_parts.h"
#include "calc/pool.h"
#include "calc/chance/times_drawn.h"
#include "calc/chance/weighted_counts.h"
#include "data/memory.h"
#include "data/stop.h"

#define DOING "ranges"
#define ROOM ((size_t)64 << 20)  // bytes of counts that are kept at a time
#define SOME_SETS ((size_t)128 * VN_SETS)  // between two looks for a stop
#define PANEL ((size_t)3 * VN_COLUMNS)     // columns that are added up together

typedef struct {
  const VnRanging *r;
  VnClusterWeights drawn;  // of `weights`
  int16_t *weights;
  int32_t *singles;    // of each member and replicate: its groups
  size_t n;            // clusters, made even
  int16_t *counts;     // panel by panel: columns of each cluster
  size_t first, last;  // pairs that have their columns in `counts`
} Product;

static void product_free(Product *p) {
  vn_free(p->weights);
  vn_free(p->singles);
  vn_free(p->counts);
}

static size_t panels_of(size_t n_columns) {
  return (n_columns + PANEL - 1) / PANEL;
}

static size_t panel_size(const Product *p) {
  return p->n * PANEL * sizeof *p->counts;
}

static int16_t *cell(const Product *p, size_t column, size_t cluster) {
  int16_t *panel = p->counts + column / PANEL * p->n * PANEL;
  return panel + vn_count_of(PANEL, cluster, column % PANEL);
}


// ---- drawing ----

// Replicate number k draws from the stream k + 1 of the seed.
static bool draw_all(Product *p, VnErr *err) {
  const VnClusterPlan *plan = p->r->plan;
  size_t n = plan->n_replicates, n_sets = (n + VN_SETS - 1) / VN_SETS * VN_SETS;
  uint8_t *times = vn_alloc(p->r->n, sizeof *times);
  p->weights = vn_alloc(n_sets * p->n, sizeof *p->weights);
  p->drawn = (VnClusterWeights){p->weights, n_sets, p->n};
  bool done = times && p->weights;
  if (!done) vn_fail_memory(err, DOING);
  for (size_t k = 0; done && k < n; k++) {
    vn_times_drawn(vn_random(plan->seed, k + 1), (uint32_t)p->r->n, times);
    for (size_t s = 0; s < p->r->n; s++) p->weights[k * p->n + s] = times[s];
    done = !vn_stopped(err);
  }
  vn_free(times);
  return done;
}

static bool add_sets(const Product *p, const VnClusterCounts *counts,
                     int32_t *sums, VnErr *err) {
  VnClusterWeights some = p->drawn;
  for (size_t k = 0; k < p->drawn.n_sets; k += SOME_SETS) {
    size_t left = p->drawn.n_sets - k;
    some.of = p->drawn.of + k * p->n;
    some.n_sets = left < SOME_SETS ? left : SOME_SETS;
    vn_weighted_counts_add(&some, counts, sums + k * PANEL);
    if (vn_stopped(err)) return false;
  }
  return true;
}

// The sums of one panel for all replicates; NULL: see err.
static int32_t *add_up(const Product *p, size_t panel, VnErr *err) {
  VnClusterCounts counts = {p->counts + panel * p->n * PANEL, p->r->n, PANEL};
  int32_t *sums = vn_alloc(p->drawn.n_sets * PANEL, sizeof *sums);
  if (!sums) vn_fail_memory(err, DOING);
  if (sums && add_sets(p, &counts, sums, err)) return sums;
  vn_free(sums);
  return NULL;
}


// ---- members ----

static void count_member(void *product, size_t member, size_t cluster) {
  ++*cell(product, member, cluster);
}

static bool member_panel(void *given, size_t panel, VnErr *err) {
  Product *p = given;
  size_t n = p->r->plan->n_replicates, first = panel * PANEL;
  int32_t *sums = add_up(p, panel, err);
  if (!sums) return false;
  for (size_t i = first; i < first + PANEL && i < p->r->n_members; i++) {
    for (size_t k = 0; k < n; k++)
      p->singles[i * n + k] = sums[k * PANEL + i - first];
  }
  vn_free(sums);
  return !vn_stopped(err);
}

static bool add_members_up(Product *p, VnErr *err) {
  size_t n_panels = panels_of(p->r->n_members);
  p->counts = vn_alloc(n_panels, panel_size(p));
  p->singles =
      vn_alloc(p->r->n_members, p->r->plan->n_replicates * sizeof *p->singles);
  if (!p->counts || !p->singles) return vn_fail_memory(err, DOING);
  for (size_t s = 0; s < p->r->n; s++)
    vn_meet_members(p->r, s, count_member, p);
  bool done = vn_pool(n_panels, 0, member_panel, p, err);
  vn_free(p->counts);
  p->counts = NULL;
  return done;
}


// ---- pairs ----

static void count_pair(void *product, size_t pair, size_t cluster) {
  const Product *p = product;
  if (pair >= p->first && pair < p->last) ++*cell(p, pair - p->first, cluster);
}

static bool count_pairs(Product *p, VnErr *err) {
  for (size_t s = 0; s < p->r->n; s++) {
    if (vn_stopped(err)) return false;
    vn_meet_pairs(p->r, s, count_pair, p);
  }
  return true;
}

static void range_pair(const Product *p, size_t pair, const int32_t *sums,
                       double *values) {
  size_t n = p->r->plan->n_replicates;
  const int32_t *a = p->singles + p->r->pairs->a[pair] * n;
  const int32_t *b = p->singles + p->r->pairs->b[pair] * n;
  for (size_t k = 0; k < n; k++) {
    int32_t both = sums[k * PANEL], any = a[k] + b[k] - both;
    values[k] = (double)both / any;
  }
  vn_range_middle(p->r, pair, values);
}

static bool pair_panel(void *given, size_t panel, VnErr *err) {
  Product *p = given;
  size_t first = p->first + panel * PANEL;
  int32_t *sums = add_up(p, panel, err);
  double *values = vn_alloc(p->r->plan->n_replicates, sizeof *values);
  if (sums && !values) vn_fail_memory(err, DOING);
  bool done = sums && values;
  for (size_t k = first; done && k < first + PANEL && k < p->last; k++) {
    range_pair(p, k, sums + k - first, values);
    done = !vn_stopped(err);
  }
  vn_free(sums);
  vn_free(values);
  return done;
}

// As many at a time as there is room for.
static bool all_pairs(Product *p, VnErr *err) {
  size_t n = p->r->pairs->n, n_panels = panels_of(n);
  size_t most = ROOM / panel_size(p) + 1;
  if (n_panels > most) n_panels = most;
  p->counts = vn_alloc(n_panels, panel_size(p));
  if (!p->counts) return vn_fail_memory(err, DOING);
  for (p->first = 0; p->first < n; p->first = p->last) {
    size_t some =
        n - p->first < n_panels * PANEL ? n - p->first : n_panels * PANEL;
    p->last = p->first + some;
    if (p->first > 0) memset(p->counts, 0, n_panels * panel_size(p));
    if (!count_pairs(p, err) ||
        !vn_pool(panels_of(some), 0, pair_panel, p, err))
      return false;
  }
  return true;
}

bool vn_range_by_product(const VnRanging *r, VnErr *err) {
  Product p = {.r = r, .n = r->n + r->n % 2};
  if (r->n == 0) return true;
  bool done =
      draw_all(&p, err) && add_members_up(&p, err) && all_pairs(&p, err);
  product_free(&p);
  return done;
}
