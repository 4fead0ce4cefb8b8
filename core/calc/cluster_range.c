#include "calc/cluster_range.h"

#include <math.h>
#include <string.h>

#include "calc/pool.h"
#include "calc/random.h"
#include "calc/weighted_counts.h"
#include "data/labels.h"
#include "data/memory.h"
#include "data/stop.h"

#define DOING "ranges"
#define ROOM ((size_t)64 << 20)  // bytes of counts that are kept at a time
#define FEW 512                  // members, whose pairs have a table of places

typedef struct {
  const VnEvents *events;
  const VnPairCounts *pairs;
  const VnClusterPlan *plan;
  size_t n;       // clusters, with that of groups without one
  size_t n_sets;  // of weights: replicates, filled up to whole blocks
  size_t n_members;
  size_t *start;       // of each member: where its pairs begin
  uint32_t *places;    // of the pair a, b, at a n_members + b; NULL: too many
  float *weights;      // how often each cluster is drawn, set by set
  float *singles;      // of each member and set: its groups
  float *counts;       // panel by panel: columns of each cluster
  size_t first, last;  // pairs that have their columns in `counts`
  double *low, *high;
  int64_t *clusters;
} Ranges;

static void ranges_free(Ranges *r) {
  vn_free(r->start);
  vn_free(r->places);
  vn_free(r->weights);
  vn_free(r->singles);
  vn_free(r->counts);
}

static size_t panels_of(size_t n_columns) {
  return (n_columns + VN_PANEL - 1) / VN_PANEL;
}

static float *column(const Ranges *r, size_t k, size_t cluster) {
  size_t panel = k / VN_PANEL;
  return r->counts + (panel * r->n + cluster) * VN_PANEL + k % VN_PANEL;
}

static bool is_left_out(const Ranges *r) {
  return r->plan->leave_out || r->n < VN_FEW_CLUSTERS;
}

static size_t cluster_of(const Ranges *r, size_t group) {
  uint32_t cluster = r->events->cluster[group];
  return cluster == VN_NO_LABEL ? r->n - 1 : cluster;
}


// ---- drawing ----

// Replicate number k draws from the stream k + 1 of the seed.
static void draw(Ranges *r, size_t k) {
  VnRandom random = vn_random(r->plan->seed, k + 1);
  float *block = r->weights + k / VN_SETS * r->n * VN_SETS + k % VN_SETS;
  for (size_t i = 0; i < r->n; i++)
    block[(size_t)vn_random_below(&random, (uint32_t)r->n) * VN_SETS]++;
}

static bool draw_all(Ranges *r, VnErr *err) {
  r->n_sets = (r->plan->n_replicates + VN_SETS - 1) / VN_SETS * VN_SETS;
  r->weights = vn_alloc(r->n_sets * r->n, sizeof *r->weights);
  if (!r->weights) return vn_fail_memory(err, DOING);
  for (size_t k = 0; k < r->plan->n_replicates; k++) {
    if (vn_stopped(err)) return false;
    draw(r, k);
  }
  return true;
}

// Adds one panel up for all sets: VN_PANEL sums for each.
static void add_up(const Ranges *r, size_t panel, float *sums) {
  vn_weighted_counts(r->weights, r->n_sets / VN_SETS,
                     r->counts + panel * r->n * VN_PANEL, r->n, sums);
}


// ---- members ----

static void count_members(Ranges *r) {
  const VnEvents *e = r->events;
  for (size_t g = 0; g < e->n_groups; g++) {
    size_t cluster = cluster_of(r, g);
    for (uint64_t k = e->start[g]; k < e->start[g + 1]; k++)
      ++*column(r, e->member[k], cluster);
  }
}

static bool single_panel(void *given, size_t panel, VnErr *err) {
  Ranges *r = given;
  float *sums = vn_alloc(r->n_sets * VN_PANEL, sizeof *sums);
  if (!sums) return vn_fail_memory(err, DOING);
  add_up(r, panel, sums);
  for (size_t i = 0; i < VN_PANEL; i++) {
    size_t member = panel * VN_PANEL + i;
    for (size_t k = 0; member < r->n_members && k < r->n_sets; k++)
      r->singles[member * r->n_sets + k] = sums[k * VN_PANEL + i];
  }
  vn_free(sums);
  return !vn_stopped(err);
}

static bool add_members_up(Ranges *r, VnErr *err) {
  size_t n_panels = panels_of(r->n_members);
  r->counts = vn_alloc(n_panels * r->n, VN_PANEL * sizeof *r->counts);
  r->singles = vn_alloc(r->n_members * r->n_sets, sizeof *r->singles);
  if (!r->counts || !r->singles) return vn_fail_memory(err, DOING);
  count_members(r);
  bool done = vn_pool(n_panels, 0, single_panel, r, err);
  vn_free(r->counts);
  r->counts = NULL;
  return done;
}


// ---- pairs ----

static bool find_starts(Ranges *r, VnErr *err) {
  r->start = vn_alloc(r->n_members + 1, sizeof *r->start);
  if (!r->start) return vn_fail_memory(err, DOING);
  for (size_t k = 0; k < r->pairs->n; k++) r->start[r->pairs->a[k] + 1]++;
  for (size_t i = 0; i < r->n_members; i++) r->start[i + 1] += r->start[i];
  return true;
}

static bool find_places(Ranges *r, VnErr *err) {
  if (r->n_members > FEW) return find_starts(r, err);
  const VnPairCounts *pairs = r->pairs;
  r->places = vn_alloc(r->n_members * r->n_members, sizeof *r->places);
  if (!r->places) return vn_fail_memory(err, DOING);
  for (size_t k = 0; k < pairs->n; k++)
    r->places[pairs->a[k] * r->n_members + pairs->b[k]] = (uint32_t)k;
  return true;
}

static size_t place_of(const Ranges *r, uint32_t a, uint32_t b) {
  if (r->places) return r->places[a * r->n_members + b];
  size_t low = r->start[a], high = r->start[a + 1];
  while (low + 1 < high) {
    size_t middle = (low + high) / 2;
    if (r->pairs->b[middle] <= b) low = middle;
    else high = middle;
  }
  return low;
}

static bool count_pairs(Ranges *r, VnErr *err) {
  const VnEvents *e = r->events;
  for (size_t g = 0; g < e->n_groups; g++) {
    size_t cluster = cluster_of(r, g);
    if (g % 1024 == 0 && vn_stopped(err)) return false;
    for (uint64_t i = e->start[g]; i < e->start[g + 1]; i++) {
      for (uint64_t j = i + 1; j < e->start[g + 1]; j++) {
        size_t k = place_of(r, e->member[i], e->member[j]);
        if (k >= r->first && k < r->last) ++*column(r, k - r->first, cluster);
      }
    }
  }
  return true;
}

static void count_clusters(Ranges *r) {
  for (size_t k = r->first; k < r->last; k += VN_PANEL) {
    size_t n = r->last - k < VN_PANEL ? r->last - k : VN_PANEL;
    for (size_t s = 0; s < r->n; s++) {
      const float *counts = column(r, k - r->first, s);
      for (size_t i = 0; i < n; i++) r->clusters[k + i] += counts[i] > 0;
    }
  }
}


// ---- the middle part of many values ----

static void swap(double *a, double *b) {
  double kept = *a;
  *a = *b, *b = kept;
}

// Puts the k-th smallest at its place, smaller ones before it (Hoare 1961).
static void select_place(double *x, size_t n, size_t k) {
  ptrdiff_t low = 0, high = (ptrdiff_t)n - 1, at = (ptrdiff_t)k;
  while (low < high) {
    double pivot = x[low + (high - low) / 2];
    ptrdiff_t i = low, j = high;
    while (i <= j) {
      while (x[i] < pivot) i++;
      while (x[j] > pivot) j--;
      if (i <= j) swap(&x[i++], &x[j--]);
    }
    if (at <= j) high = j;
    else if (at >= i) low = i;
    else return;
  }
}

// Between neighbouring values by straight line (R's type 7).
static double quantile(double *x, size_t n, double share) {
  double place = share * (double)(n - 1);
  size_t below = (size_t)place;
  select_place(x, n, below);
  double least = x[below], next = INFINITY;
  if (below + 1 >= n) return least;
  for (size_t i = below + 1; i < n; i++) next = x[i] < next ? x[i] : next;
  return least + (place - (double)below) * (next - least);
}

static void take_middle(const Ranges *r, size_t pair, const float *sums,
                        double *values) {
  const float *a = r->singles + r->pairs->a[pair] * r->n_sets;
  const float *b = r->singles + r->pairs->b[pair] * r->n_sets;
  size_t n = 0, at = (pair - r->first) % VN_PANEL;
  for (size_t k = 0; k < r->plan->n_replicates; k++) {
    double both = sums[k * VN_PANEL + at];
    double any = (double)a[k] + b[k] - both;
    if (any > 0) values[n++] = both / any;
  }
  if (n == 0) return;
  double edge = (1 - r->plan->confidence) / 2;
  double n_lost = (double)(r->plan->n_replicates - n);
  if (n_lost <= edge * (double)r->plan->n_replicates)
    r->low[pair] = quantile(values, n, edge);
  r->high[pair] = quantile(values, n, (1 + r->plan->confidence) / 2);
}

static bool pair_panel(void *given, size_t panel, VnErr *err) {
  Ranges *r = given;
  float *sums = vn_alloc(r->n_sets * VN_PANEL, sizeof *sums);
  double *values = vn_alloc(r->n_sets, sizeof *values);
  bool done = sums && values;
  if (!done) vn_fail_memory(err, DOING);
  if (done) add_up(r, panel, sums);
  for (size_t i = 0; done && i < VN_PANEL; i++) {
    size_t pair = r->first + panel * VN_PANEL + i;
    if (pair < r->last) take_middle(r, pair, sums, values);
  }
  vn_free(sums);
  vn_free(values);
  return done && !vn_stopped(err);
}


// ---- one cluster left out ----

// Counts of a member without each cluster are its total less what the cluster
// has; `of` has room for a number of each member and cluster.
static void count_of_clusters(const Ranges *r, double *of, double *total) {
  const VnEvents *e = r->events;
  for (size_t g = 0; g < e->n_groups; g++) {
    size_t cluster = cluster_of(r, g);
    for (uint64_t k = e->start[g]; k < e->start[g + 1]; k++) {
      of[e->member[k] * r->n + cluster]++;
      total[e->member[k]]++;
    }
  }
}

// Where nothing is left of both members there is no least value: what hangs on
// one cluster must not look certain.
static void leave_out(const Ranges *r, size_t pair, const double *of,
                      const double *total) {
  uint32_t a = r->pairs->a[pair], b = r->pairs->b[pair];
  bool vanishes = false;
  r->low[pair] = INFINITY, r->high[pair] = -INFINITY;
  for (size_t s = 0; s < r->n; s++) {
    double both = r->pairs->count[pair] - *column(r, pair - r->first, s);
    double any =
        total[a] - of[a * r->n + s] + total[b] - of[b * r->n + s] - both;
    vanishes = vanishes || any <= 0;
    if (any <= 0) continue;
    r->low[pair] = fmin(r->low[pair], both / any);
    r->high[pair] = fmax(r->high[pair], both / any);
  }
  if (r->low[pair] > r->high[pair]) r->high[pair] = NAN;
  if (vanishes) r->low[pair] = NAN;
}

static bool leave_each_out(Ranges *r, VnErr *err) {
  double *of = vn_alloc(r->n_members * r->n, sizeof *of);
  double *total = vn_alloc(r->n_members, sizeof *total);
  bool done = of && total;
  if (!done) vn_fail_memory(err, DOING);
  if (done) count_of_clusters(r, of, total);
  for (size_t k = r->first; done && k < r->last; k++)
    leave_out(r, k, of, total);
  vn_free(of);
  vn_free(total);
  return done;
}


// ---- all pairs, some at a time ----

static bool some_pairs(Ranges *r, VnErr *err) {
  size_t n_panels = panels_of(r->last - r->first);
  memset(r->counts, 0, n_panels * r->n * VN_PANEL * sizeof *r->counts);
  if (!count_pairs(r, err)) return false;
  count_clusters(r);
  if (r->n < 2) return true;
  if (is_left_out(r)) return leave_each_out(r, err);
  if (r->plan->n_replicates == 0) return true;
  return vn_pool(n_panels, 0, pair_panel, r, err);
}

static bool all_pairs(Ranges *r, VnErr *err) {
  size_t panel = r->n * VN_PANEL * sizeof *r->counts;
  size_t n_panels = panels_of(r->pairs->n);
  if (n_panels > ROOM / panel + 1) n_panels = ROOM / panel + 1;
  r->counts = vn_alloc(n_panels, panel);
  if (!r->counts) return vn_fail_memory(err, DOING);
  for (r->first = 0; r->first < r->pairs->n; r->first = r->last) {
    size_t left = r->pairs->n - r->first;
    r->last =
        r->first + (left < n_panels * VN_PANEL ? left : n_panels * VN_PANEL);
    if (!some_pairs(r, err)) return false;
  }
  return true;
}

static bool has_strays(const VnEvents *e) {
  for (size_t g = 0; g < e->n_groups; g++) {
    if (e->cluster[g] == VN_NO_LABEL) return true;
  }
  return false;
}

bool vn_cluster_range(const VnEvents *events, const VnPairCounts *pairs,
                      const VnClusterPlan *plan, const VnClusterRanges *to,
                      VnErr *err) {
  Ranges r = {.events = events,
              .pairs = pairs,
              .plan = plan,
              .n = events->n_clusters + has_strays(events),
              .n_members = vn_names_count(events->members),
              .low = to->low,
              .high = to->high,
              .clusters = to->clusters};
  for (size_t k = 0; k < pairs->n; k++) to->low[k] = to->high[k] = NAN;
  bool draws = !is_left_out(&r) && plan->n_replicates > 0;
  bool done = find_places(&r, err) && (!draws || draw_all(&r, err)) &&
              (!draws || add_members_up(&r, err)) && all_pairs(&r, err);
  ranges_free(&r);
  return done;
}
