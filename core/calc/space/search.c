#include "calc/space/search.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "data/memory.h"
#include "data/stop.h"

#define DOING "finding communities"


// ---- single nodes, then groups of them ----

static bool settle(VnGrouping *g, int32_t limit, VnRandom *random, VnErr *err) {
  int32_t n = vn_grouping_queue_all(g, random);
  return vn_grouping_settle(g, n, limit, err);
}

// Settles the nodes that are not held, then their communities as nodes, and
// so on; then single nodes again at every step back.
static bool descend(VnGrouping *g, int32_t limit, VnRandom *random,
                    VnErr *err) {
  if (!settle(g, limit, random, err)) return false;
  int32_t n_free = vn_grouping_compact(g);
  if (n_free == 0 || g->count == g->net->n) return true;
  VnGrouping *groups = vn_grouping_contract(g, n_free, err);
  bool done = groups && descend(groups, limit, random, err);
  bool joined = done && groups->count < g->count;
  if (joined) vn_grouping_adopt(g, groups);
  vn_grouping_free(groups);
  return joined ? settle(g, limit, random, err) : done;
}


// ---- no more communities than wanted ----

typedef struct {
  double gain;
  int32_t a, b;
} Pair;

static int better_first(const void *x, const void *y) {
  const Pair *p = x, *q = y;
  if (p->gain != q->gain) return p->gain > q->gain ? -1 : 1;
  return (p->a > q->a) - (p->a < q->a);
}

static void offer(const VnGrouping *g, Pair *best, int32_t b, double weight) {
  if (b == best->a) return;
  double gain = vn_grouping_joint_gain(g, best->a, b, weight);
  if (best->b >= 0 && gain <= best->gain) return;
  best->gain = gain;
  best->b = b;
}

// For node a: a neighbour, or a stranger who is hardly lighter.
static Pair best_partner(const VnGrouping *g, int32_t a, int32_t stranger) {
  const VnNetwork *net = g->net;
  Pair best = {0, a, -1};
  bool met = false;
  for (int64_t e = net->offsets[a]; e < net->offsets[a + 1]; e++) {
    met = met || net->neighbours[e] == stranger;
    offer(g, &best, net->neighbours[e], net->weights[e]);
  }
  if (!met) offer(g, &best, stranger, 0);
  return best;
}

// For each node the next lighter one, for the lightest the second; so the
// two lightest have each other, and not all nodes want the same.
static void list_strangers(const VnNetwork *net, Pair *pairs,
                           int32_t *strangers) {
  for (int32_t c = 0; c < net->n; c++)
    pairs[c] = (Pair){-net->strengths[c], c, c};
  qsort(pairs, (size_t)net->n, sizeof *pairs, better_first);
  strangers[pairs[0].a] = pairs[1].a;
  for (int32_t k = 1; k < net->n; k++) strangers[pairs[k].a] = pairs[k - 1].a;
}

static int32_t best_pairs(const VnGrouping *g, const int32_t *strangers,
                          Pair *pairs) {
  int32_t n = 0;
  for (int32_t c = 0; c < g->net->n; c++) {
    if (!g->held[c]) pairs[n++] = best_partner(g, c, strangers[c]);
  }
  qsort(pairs, (size_t)n, sizeof *pairs, better_first);
  return n;
}

// Joins the best pairs, an eighth of the communities at a time, none twice.
static void join_best(VnGrouping *g, int32_t limit, Pair *pairs,
                      int32_t *strangers) {
  int32_t n = g->net->n;
  int32_t left = n - limit < n / 8 + 1 ? n - limit : n / 8 + 1;
  list_strangers(g->net, pairs, strangers);
  int32_t n_pairs = best_pairs(g, strangers, pairs);
  for (int32_t k = 0; k < n_pairs && left > 0; k++) {
    int32_t a = pairs[k].a, b = pairs[k].b;
    if (g->size[a] != 1 || g->size[b] != 1) continue;
    vn_grouping_move(g, a, b);
    left--;
  }
}

static bool join_pairs(VnGrouping *g, int32_t limit, VnErr *err) {
  Pair *pairs = vn_alloc((size_t)g->net->n, sizeof *pairs);
  int32_t *strangers = vn_alloc((size_t)g->net->n, sizeof *strangers);
  bool room = pairs && strangers;
  if (room) join_best(g, limit, pairs, strangers);
  vn_free(pairs);
  vn_free(strangers);
  return room || vn_fail_memory(err, DOING);
}

static bool fit(VnGrouping *g, VnRandom *random, VnErr *err) {
  int32_t limit = g->goal.at_most;
  if (g->count <= limit) return true;
  while (g->count > limit) {
    int32_t n_free = vn_grouping_compact(g);
    VnGrouping *groups = vn_grouping_contract(g, n_free, err);
    bool done = groups && !vn_stopped(err) && join_pairs(groups, limit, err);
    if (done) vn_grouping_adopt(g, groups);
    vn_grouping_free(groups);
    if (!done) return false;
  }
  return settle(g, limit, random, err);
}


// ---- rebuilding a part ----

#define REGION 4  // communities at most
#define TRADERS 8
#define FINER 7  // pieces: up to 1 + FINER times the resolution

// A few communities that a random walk meets.
static int32_t choose_region(const VnGrouping *g, int32_t *slots, int32_t most,
                             VnRandom *random) {
  const VnNetwork *net = g->net;
  int32_t node = (int32_t)vn_random_below(random, (uint32_t)net->n);
  int32_t n = 0;
  for (int32_t step = 0; step < 16 * most && n < most; step++) {
    int32_t k = 0;
    while (k < n && slots[k] != g->of[node]) k++;
    if (k == n) slots[n++] = g->of[node];
    int64_t row = net->offsets[node], degree = net->offsets[node + 1] - row;
    if (degree == 0) break;
    node = net->neighbours[row + vn_random_below(random, (uint32_t)degree)];
  }
  return n;
}

// Deals the free groups out to a few of them.
static void deal(VnGrouping *groups, int32_t homes, VnRandom *random) {
  int32_t n = vn_grouping_queue_all(groups, random);
  for (int32_t k = homes; k < n; k++) {
    uint32_t home = vn_random_below(random, (uint32_t)homes);
    vn_grouping_move(groups, groups->queue[k], groups->queue[home]);
  }
}

// Makes pieces of the nodes that are not held: as large as they come, or
// smaller; single nodes where many communities are wanted.
static bool make_pieces(VnGrouping *g, VnRandom *random, VnErr *err) {
  uint32_t draw = vn_random_below(random, 8);
  if (draw == 0 && g->goal.at_least > 1) return true;
  double resolution = g->goal.resolution;
  if (draw < 4) g->goal.resolution *= 1 + FINER * vn_random_unit(random);
  bool done = settle(g, g->net->n, random, err);
  g->goal.resolution = resolution;
  return done;
}

// Puts pieces together: dealt out to `homes` of them and then moved; or
// moved from where they are, which joins more of them than it should where
// many communities are wanted; there only the best pairs.
static bool assemble(VnGrouping *pieces, int32_t homes, VnRandom *random,
                     VnErr *err) {
  bool dealt = homes > 0 && vn_random_bits(random) & 1;
  int32_t limit = dealt ? pieces->goal.at_most : pieces->net->n;
  if (dealt) deal(pieces, homes, random);
  bool moved = dealt || pieces->goal.at_least == 1;
  if (moved && !descend(pieces, limit, random, err)) return false;
  return fit(pieces, random, err);
}

// Puts the node that loses least thereby, of a few, on its own, and joins
// the two communities that lose least.
static bool trade(VnGrouping *g, VnRandom *random, VnErr *err) {
  double least = -INFINITY;
  int32_t best = -1;
  for (int k = 0; k < TRADERS && g->count < g->net->n; k++) {
    int32_t node = (int32_t)vn_random_below(random, (uint32_t)g->net->n);
    int32_t home = g->of[node];
    if (g->size[home] == 1) continue;
    vn_grouping_move(g, node, g->slots[g->count]);
    double value = vn_grouping_value(g);
    vn_grouping_move(g, node, home);
    if (value <= least) continue;
    least = value;
    best = node;
  }
  if (best >= 0) vn_grouping_move(g, best, g->slots[g->count]);
  return fit(g, random, err);
}

static bool rebuild(VnGrouping *g, VnRandom *random, VnErr *err) {
  if (g->goal.at_least > 1 && vn_random_below(random, 4) == 0)
    return trade(g, random, err);
  int32_t slots[REGION];
  int32_t most = 1 + (int32_t)vn_random_below(random, REGION);
  int32_t n_slots = choose_region(g, slots, most, random);
  vn_grouping_dissolve(g, slots, n_slots);
  if (!make_pieces(g, random, err)) return false;
  int32_t n_free = vn_grouping_compact(g);
  int32_t homes = g->goal.at_most - (g->count - n_free);
  VnGrouping *pieces = vn_grouping_contract(g, n_free, err);
  bool done = pieces &&
              assemble(pieces, homes < n_slots ? homes : n_slots, random, err);
  if (done) vn_grouping_adopt(g, pieces);
  vn_grouping_free(pieces);
  if (!done) return false;
  int32_t n = vn_grouping_queue_all(g, random);
  vn_grouping_release(g);
  return vn_grouping_settle(g, n, g->goal.at_most, err);
}

// Rebuilds parts as long as that helps.
static bool improve(VnGrouping *best, VnGrouping *trial, int32_t patience,
                    VnRandom *random, VnErr *err) {
  double value = vn_grouping_value(best);
  for (int32_t failed = 0; failed < patience; failed++) {
    vn_grouping_copy(trial, best);
    if (vn_stopped(err) || !rebuild(trial, random, err)) return false;
    double reached = vn_grouping_value(trial);
    if (reached < value - best->least_gain) continue;
    if (reached > value + best->least_gain) failed = 0;
    value = reached;
    vn_grouping_copy(best, trial);
  }
  return true;
}

// The first grouping, from single nodes. When it must have more communities
// than come of themselves, the resolution is raised until there are enough.
static bool begin(VnGrouping *g, VnRandom *random, VnErr *err) {
  VnGoal goal = g->goal;
  g->goal.at_least = 1;
  bool done = descend(g, g->net->n, random, err);
  while (done && g->count < goal.at_least) {
    vn_grouping_dissolve(g, g->slots, g->count);
    g->goal.resolution *= 2;
    done = descend(g, g->net->n, random, err);
  }
  g->goal = goal;
  return done && fit(g, random, err);
}

static void take_over(VnGrouping *g, const int32_t *of) {
  int32_t *first = g->queue;
  for (int32_t i = 0; i < g->net->n; i++) first[i] = -1;
  for (int32_t i = 0; i < g->net->n; i++) {
    if (first[of[i]] < 0) first[of[i]] = i;
    else vn_grouping_move(g, i, g->of[first[of[i]]]);
  }
}

// From communities found otherwise, if they are enough.
static bool resume(VnGrouping *g, const int32_t *of, VnRandom *random,
                   VnErr *err) {
  take_over(g, of);
  if (g->count >= g->goal.at_least)
    return fit(g, random, err) && settle(g, g->goal.at_most, random, err);
  vn_grouping_dissolve(g, g->slots, g->count);
  return begin(g, random, err);
}

bool vn_search(const VnNetwork *net, const VnSearch *search, VnRandom *random,
               int32_t *of, double *value, VnErr *err) {
  VnGrouping *best = vn_grouping_new(net, &search->goal, err);
  VnGrouping *trial = best ? vn_grouping_new(net, &search->goal, err) : NULL;
  bool done = trial &&
              (search->resume ? resume(best, of, random, err)
                              : begin(best, random, err)) &&
              improve(best, trial, search->patience, random, err);
  if (done) {
    vn_grouping_compact(best);
    memcpy(of, best->of, (size_t)net->n * sizeof *of);
    *value = vn_grouping_value(best);
  }
  vn_grouping_free(best);
  vn_grouping_free(trial);
  return done;
}
