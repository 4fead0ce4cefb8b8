#include "calc/linkage/cluster_range.h"

#include <math.h>

#include "calc/counting_sort.h"
#include "calc/linkage/cluster_range_parts.h"
#include "calc/chance/quantiles.h"
#include "data/labels.h"
#include "data/memory.h"
#include "data/stop.h"

#define DOING "ranges"

static void ranging_free(VnRanging *r) {
  vn_pair_places_free(&r->places);
  vn_free(r->first);
  vn_free(r->group);
}


// ---- groups by clusters ----

static uint32_t cluster_of(const void *ranging, size_t group) {
  const VnRanging *r = ranging;
  uint32_t cluster = r->events->cluster[group];
  return cluster == VN_NO_LABEL ? (uint32_t)r->n - 1 : cluster;
}

static bool list_groups(VnRanging *r, VnErr *err) {
  size_t n_groups = r->events->n_groups;
  r->first = vn_alloc(r->n + 1, sizeof *r->first);
  r->group = vn_alloc(n_groups, sizeof *r->group);
  if (!r->first || !r->group) return vn_fail_memory(err, DOING);
  vn_counting_sort(n_groups, r->n, cluster_of, r, r->first, r->group);
  return !vn_stopped(err);
}

typedef struct {
  uint32_t *last;  // of each pair: the last cluster that was counted, from 1
  int64_t *clusters;
} Seen;

static void see(void *given, size_t pair, size_t cluster) {
  Seen *seen = given;
  seen->clusters[pair] += seen->last[pair] != cluster + 1;
  seen->last[pair] = (uint32_t)cluster + 1;
}

static bool count_clusters(const VnRanging *r, VnErr *err) {
  Seen seen = {vn_alloc(r->pairs->n, sizeof *seen.last), r->to->clusters};
  bool done = seen.last || vn_fail_memory(err, DOING);
  for (size_t s = 0; done && s < r->n; s++) {
    vn_meet_pairs(r, s, see, &seen);
    if ((s & 1023) == 0) done = !vn_stopped(err);
  }
  vn_free(seen.last);
  return done;
}


// ---- one cluster left out ----

// What one cluster has of members and pairs, and what all have.
typedef struct {
  double *single, *pair, *total;
  bool *vanishes;  // of each pair: nothing is left of both members then
} Own;

static void own_free(Own *own) {
  vn_free(own->single);
  vn_free(own->pair);
  vn_free(own->total);
  vn_free(own->vanishes);
}

static bool own_new(Own *own, const VnRanging *r, VnErr *err) {
  const VnEvents *e = r->events;
  own->single = vn_alloc(r->n_members, sizeof *own->single);
  own->total = vn_alloc(r->n_members, sizeof *own->total);
  own->pair = vn_alloc(r->pairs->n, sizeof *own->pair);
  own->vanishes = vn_alloc(r->pairs->n, sizeof *own->vanishes);
  if (!own->single || !own->total || !own->pair || !own->vanishes)
    return vn_fail_memory(err, DOING);
  for (size_t k = 0; k < e->n_entries; k++) own->total[e->member[k]]++;
  return true;
}

static void add_one(void *counts, size_t what, size_t cluster) {
  (void)cluster;
  ((double *)counts)[what]++;
}

static void count_own(const VnRanging *r, size_t cluster, Own *own) {
  for (size_t i = 0; i < r->n_members; i++) own->single[i] = 0;
  for (size_t k = 0; k < r->pairs->n; k++) own->pair[k] = 0;
  vn_meet_members(r, cluster, add_one, own->single);
  vn_meet_pairs(r, cluster, add_one, own->pair);
}

static void leave_out(const VnRanging *r, Own *own) {
  const VnPairCounts *p = r->pairs;
  for (size_t k = 0; k < p->n; k++) {
    double both = p->count[k] - own->pair[k];
    double any = own->total[p->a[k]] - own->single[p->a[k]] +
                 own->total[p->b[k]] - own->single[p->b[k]] - both;
    own->vanishes[k] |= any <= 0;
    if (any <= 0) continue;
    r->to->low[k] = fmin(r->to->low[k], both / any);
    r->to->high[k] = fmax(r->to->high[k], both / any);
  }
}

// What hangs on one cluster must not look certain: it has no least value. (Of
// NaN and a number fmin gives the number.)
static bool leave_each_out(const VnRanging *r, VnErr *err) {
  Own own = {0};
  bool done = own_new(&own, r, err);
  for (size_t s = 0; done && s < r->n; s++) {
    count_own(r, s, &own);
    leave_out(r, &own);
    done = !vn_stopped(err);
  }
  for (size_t k = 0; done && k < r->pairs->n; k++) {
    if (own.vanishes[k]) r->to->low[k] = NAN;
  }
  own_free(&own);
  return done;
}


// ---- clusters drawn anew ----

void vn_range_middle(const VnRanging *r, size_t pair, double *values) {
  size_t n = r->plan->n_replicates;
  double below = (1 - r->plan->confidence) / 2 * (double)n;
  size_t n_known = vn_limits(values, n, r->plan->confidence, &r->to->low[pair],
                             &r->to->high[pair]);
  if ((double)(n - n_known) > below) r->to->low[pair] = NAN;
}

static bool are_small(const VnRanging *r) {
  for (size_t s = 0; s < r->n; s++) {
    if (r->first[s + 1] - r->first[s] > VN_MOST_GROUPS) return false;
  }
  return true;
}

static double meetings_of(const VnRanging *r) {
  double sum = 0;
  for (size_t k = 0; k < r->pairs->n; k++) sum += r->pairs->count[k];
  return sum;
}

// A step through groups or lists takes as long as six products.
static bool draw_clusters(const VnRanging *r, VnErr *err) {
  double meetings = meetings_of(r);
  double steps = 6 * ((double)r->events->n_entries + meetings);
  bool listed = vn_range_fits_lists(r, meetings);
  size_t passes = vn_walking_passes(r);
  double products = (double)r->n * (double)(r->pairs->n + r->n_members);
  if (!listed) steps *= (double)passes;
  if (are_small(r) && products <= steps) return vn_range_by_product(r, err);
  return listed && passes > 1 ? vn_range_by_lists(r, err)
                              : vn_range_by_walking(r, err);
}


// ---- all of it ----

static bool is_left_out(const VnRanging *r) {
  return r->plan->leave_out || r->n < VN_FEW_CLUSTERS;
}

static bool has_ranges(const VnRanging *r) {
  return r->n >= 2 && (is_left_out(r) || r->plan->n_replicates > 0);
}

static bool find_ranges(VnRanging *r, VnErr *err) {
  const uint32_t *counted = r->pairs->clusters;
  for (size_t k = 0; counted && k < r->pairs->n; k++)
    r->to->clusters[k] = counted[k];
  if (counted && !has_ranges(r)) return true;
  if (!vn_pair_places_new(&r->places, r->pairs, r->n_members, err) ||
      !list_groups(r, err) || (!counted && !count_clusters(r, err)))
    return false;
  if (!has_ranges(r)) return true;
  return is_left_out(r) ? leave_each_out(r, err) : draw_clusters(r, err);
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
  VnRanging r = {.events = events,
                 .pairs = pairs,
                 .plan = plan,
                 .to = to,
                 .n = events->n_clusters + has_strays(events),
                 .n_members = vn_names_count(events->members)};
  for (size_t k = 0; k < pairs->n; k++) to->low[k] = to->high[k] = NAN;
  bool done = find_ranges(&r, err);
  ranging_free(&r);
  return done;
}
