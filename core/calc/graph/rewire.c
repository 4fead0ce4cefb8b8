#include "calc/graph/rewire.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "calc/frame/items.h"
#include "data/memory.h"
#include "data/stop.h"

#define DOING "rewiring"
#define SWAPS 10      // tries for each edge
#define DEALS 30      // parts of the weights that are left, one dealt at a time
#define EXCHANGES 50  // tries for each edge
#define LOOK_EACH 65536
#define DEALT (-1)  // instead of an end: the edge has its weight

typedef struct {
  int32_t a, b;
  double weight;
} Tie;

typedef struct {
  const VnGraph *graph;
  const int32_t *of;  // communities of places that stay, or NULL
  VnRandom *random;
  int32_t *nodes;  // places of nodes, in order of their names: here a node
  int32_t *ranks;  // goes by its rank, so that their order does not matter
  size_t n;        // edges that are no loops
  Tie *ties;       // those that have no weight yet, in order of their ends
  VnItem *order;   // what they are expected to weigh, the least first
  VnItem *spare;
  double *weights;  // that are left, the least first
  Tie *dealt;       // those that have one
  size_t n_dealt;
  double *wanting;  // of each node's strength, not yet dealt out
  uint64_t *taken;  // pairs that are joined: a hash table
  size_t mask;
} Rewiring;

static void rewiring_free(Rewiring *r) {
  vn_free(r->nodes);
  vn_free(r->ranks);
  vn_free(r->ties);
  vn_free(r->order);
  vn_free(r->spare);
  vn_free(r->weights);
  vn_free(r->dealt);
  vn_free(r->wanting);
  vn_free(r->taken);
}

static bool rewiring_room(Rewiring *r) {
  size_t room = 16;
  while (room < 4 * r->n) room *= 2;
  r->mask = room - 1;
  r->nodes = vn_alloc(r->graph->n_nodes, sizeof *r->nodes);
  r->ranks = vn_alloc(r->graph->n_nodes, sizeof *r->ranks);
  r->ties = vn_alloc(r->n, sizeof *r->ties);
  r->order = vn_alloc(r->n, sizeof *r->order);
  r->spare = vn_alloc(r->n, sizeof *r->spare);
  r->weights = vn_alloc(r->n, sizeof *r->weights);
  r->dealt = vn_alloc(r->n, sizeof *r->dealt);
  r->wanting = vn_alloc(r->graph->n_nodes, sizeof *r->wanting);
  r->taken = vn_alloc(room, sizeof *r->taken);
  return r->nodes && r->ranks && r->ties && r->order && r->spare &&
         r->weights && r->dealt && r->wanting && r->taken;
}


// ---- pairs that are joined ----

// Never 0, which marks a free place.
static uint64_t pair_key(int32_t a, int32_t b) {
  uint64_t low = (uint64_t)(a < b ? a : b), high = (uint64_t)(a < b ? b : a);
  return (low << 32 | high) + 1;
}

static size_t home_of(const Rewiring *r, uint64_t key) {
  return (size_t)(key * 0x9e3779b97f4a7c15u >> 20) & r->mask;
}

// The pair's place, or the free one where it would be.
static size_t place_of(const Rewiring *r, uint64_t key) {
  size_t at = home_of(r, key);
  while (r->taken[at] != 0 && r->taken[at] != key) at = (at + 1) & r->mask;
  return at;
}

static bool is_taken(const Rewiring *r, int32_t a, int32_t b) {
  return r->taken[place_of(r, pair_key(a, b))] != 0;
}

static void take(Rewiring *r, int32_t a, int32_t b) {
  uint64_t key = pair_key(a, b);
  r->taken[place_of(r, key)] = key;
}

// Those behind move up, so that none is cut off from its home.
static void give_back(Rewiring *r, int32_t a, int32_t b) {
  size_t hole = place_of(r, pair_key(a, b));
  r->taken[hole] = 0;
  for (size_t at = (hole + 1) & r->mask; r->taken[at] != 0;
       at = (at + 1) & r->mask) {
    size_t from_home = (at - home_of(r, r->taken[at])) & r->mask;
    if (from_home < ((at - hole) & r->mask)) continue;
    r->taken[hole] = r->taken[at];
    r->taken[hole = at] = 0;
  }
}


// ---- who is joined ----

// With communities b and d are of the same one, so that each edge, and its
// weight, stays between the same two.
static bool may_swap(const Rewiring *r, int32_t b, int32_t d) {
  return !r->of || r->of[r->nodes[b]] == r->of[r->nodes[d]];
}

// a - b and c - d become a - d and c - b, unless they are joined already.
static void try_swap(Rewiring *r) {
  Tie *x = &r->ties[vn_random_below(r->random, (uint32_t)r->n)];
  Tie *y = &r->ties[vn_random_below(r->random, (uint32_t)r->n)];
  bool turned = vn_random_bits(r->random) & 1;
  int32_t c = turned ? y->b : y->a, d = turned ? y->a : y->b;
  if (x == y || x->a == d || c == x->b || !may_swap(r, x->b, d)) return;
  if (is_taken(r, x->a, d) || is_taken(r, c, x->b)) return;
  give_back(r, x->a, x->b);
  give_back(r, c, d);
  take(r, x->a, d);
  take(r, c, x->b);
  *y = (Tie){c, x->b, y->weight};
  x->b = d;
}

static bool swap_ends(Rewiring *r, VnErr *err) {
  for (size_t k = 0; k < SWAPS * r->n; k++) {
    if (k % LOOK_EACH == 0 && vn_stopped(err)) return false;
    try_swap(r);
  }
  return true;
}


// ---- with what weight ----

static int by_ends(const void *x, const void *y) {
  const Tie *a = x, *b = y;
  if (a->a != b->a) return a->a < b->a ? -1 : 1;
  return (a->b > b->b) - (a->b < b->b);
}

static int less_first(const void *x, const void *y) {
  double a = *(const double *)x, b = *(const double *)y;
  return (a > b) - (a < b);
}

// Numbers from 0 up are in the order of their bits; 0 is added for the zero
// that has a sign.
static uint64_t bits_of(double x) {
  uint64_t bits;
  x += 0.0;
  memcpy(&bits, &x, sizeof bits);
  return bits;
}

// The first n edges by what they are expected to weigh.
static const VnItem *expect(Rewiring *r, size_t n, VnErr *err) {
  for (size_t k = 0; k < n; k++) {
    const Tie *tie = &r->ties[k];
    double weight = fmax(0, r->wanting[tie->a]) * fmax(0, r->wanting[tie->b]);
    r->order[k] = (VnItem){bits_of(weight), (VnRow)k};
  }
  return vn_items_sort(r->order, r->spare, n, err);
}

static void give_weight(Rewiring *r, Tie *tie, double weight) {
  tie->weight = weight;
  r->dealt[r->n_dealt++] = *tie;
  r->wanting[tie->a] -= weight;
  r->wanting[tie->b] -= weight;
  tie->a = DEALT;
}

// The edge that is expected to weigh most of those left gets the largest
// weight left, and so on, for a few of them.
static void deal_some(Rewiring *r, const VnItem *order, size_t n) {
  size_t kept = 0, few = n / DEALS + 1;
  for (size_t k = 0; k < n; k++) {
    double weight = r->weights[k];
    if (vn_random_below(r->random, (uint32_t)(n - k)) < few) {
      few--;
      give_weight(r, &r->ties[order[k].row], weight);
    } else {
      r->weights[kept++] = weight;
    }
  }
}

// How many edges are left.
static size_t drop_dealt(Rewiring *r, size_t n) {
  size_t kept = 0;
  for (size_t k = 0; k < n; k++) {
    if (r->ties[k].a != DEALT) r->ties[kept++] = r->ties[k];
  }
  return kept;
}

static bool deal_weights(Rewiring *r, VnErr *err) {
  qsort(r->weights, r->n, sizeof *r->weights, less_first);
  qsort(r->ties, r->n, sizeof *r->ties, by_ends);
  for (size_t n = r->n; n > 0;) {
    const VnItem *order = vn_stopped(err) ? NULL : expect(r, n, err);
    if (!order) return false;
    deal_some(r, order, n);
    n = drop_dealt(r, n);
  }
  return true;
}

static double squared_wants(const Rewiring *r, const Tie *x, const Tie *y) {
  const double *w = r->wanting;
  return w[x->a] * w[x->a] + w[x->b] * w[x->b] + w[y->a] * w[y->a] +
         w[y->b] * w[y->b];
}

static void exchange(Rewiring *r, Tie *x, Tie *y) {
  double x_had = x->weight, more = y->weight - x_had;
  x->weight = y->weight, y->weight = x_had;
  r->wanting[x->a] -= more, r->wanting[x->b] -= more;
  r->wanting[y->a] += more, r->wanting[y->b] += more;
}

// Two edges exchange their weights where strengths come nearer thereby. A
// node that both have counts twice, before and after alike.
static void try_exchange(Rewiring *r) {
  Tie *x = &r->dealt[vn_random_below(r->random, (uint32_t)r->n)];
  Tie *y = &r->dealt[vn_random_below(r->random, (uint32_t)r->n)];
  double before = squared_wants(r, x, y);
  exchange(r, x, y);
  if (squared_wants(r, x, y) >= before) exchange(r, x, y);
}

static bool exchange_weights(Rewiring *r, VnErr *err) {
  for (size_t k = 0; k < EXCHANGES * r->n; k++) {
    if (k % LOOK_EACH == 0 && vn_stopped(err)) return false;
    try_exchange(r);
  }
  return true;
}

static void write_edges(const Rewiring *r, const Tie *ties, VnEdges *edges) {
  for (size_t k = 0; k < r->n; k++) {
    const Tie *tie = &ties[k];
    vn_edges_add(edges, (size_t)r->nodes[tie->a], (size_t)r->nodes[tie->b],
                 tie->weight);
  }
}


// ---- all of it ----

static int by_name(const void *x, const void *y, void *given) {
  const VnNames *names = given;
  return strcmp(vn_names_at(names, (size_t) * (const int32_t *)x),
                vn_names_at(names, (size_t) * (const int32_t *)y));
}

static void rank_nodes(Rewiring *r) {
  size_t n = r->graph->n_nodes;
  for (size_t i = 0; i < n; i++) r->nodes[i] = (int32_t)i;
  qsort_r(r->nodes, n, sizeof *r->nodes, by_name, r->graph->nodes);
  for (size_t i = 0; i < n; i++) r->ranks[r->nodes[i]] = (int32_t)i;
}

static void read_edges(Rewiring *r, VnEdges *edges) {
  const VnGraph *g = r->graph;
  size_t n = 0;
  for (size_t e = 0; e < g->n_edges; e++) {
    if (g->from[e] == g->to[e]) {
      vn_edges_add(edges, (size_t)g->from[e], (size_t)g->to[e], g->weight[e]);
      continue;
    }
    int32_t a = r->ranks[g->from[e]], b = r->ranks[g->to[e]];
    r->ties[n] = (Tie){a < b ? a : b, a < b ? b : a, g->weight[e]};
    r->weights[n++] = g->weight[e];
    take(r, a, b);
  }
  qsort(r->ties, n, sizeof *r->ties, by_ends);
}

static void sum_wanted(Rewiring *r) {
  const VnGraph *g = r->graph;
  for (size_t e = 0; e < g->n_edges; e++) {
    if (g->from[e] == g->to[e]) continue;
    r->wanting[r->ranks[g->from[e]]] += g->weight[e];
    r->wanting[r->ranks[g->to[e]]] += g->weight[e];
  }
}

// Leaves what was made in `edges`, weights where their edges are or dealt
// out anew.
static bool join_anew(Rewiring *r, VnEdges *edges, VnErr *err) {
  rank_nodes(r);
  read_edges(r, edges);
  sum_wanted(r);
  if (!swap_ends(r, err)) return false;
  if (!r->of && !(deal_weights(r, err) && exchange_weights(r, err)))
    return false;
  write_edges(r, r->of ? r->ties : r->dealt, edges);
  return true;
}

static VnGraph *rewire(const VnGraph *g, const int32_t *of, VnRandom *random,
                       VnErr *err) {
  if (g->directed) {
    vn_fail(err, DOING ": the graph has directions; take g:undirected() "
                       "first");
    return NULL;
  }
  Rewiring r = {
      .graph = g, .of = of, .random = random, .n = g->n_edges - g->n_loops};
  VnEdges edges = {0};
  VnGraph *rewired = NULL;
  if (!rewiring_room(&r)) {
    vn_fail_memory(err, DOING);
  } else if (vn_edges_new(&edges, g->n_edges, err)) {
    if (join_anew(&r, &edges, err))
      rewired = vn_graph_new(g->nodes, false, &edges, g->source, err);
  }
  vn_edges_free(&edges);
  rewiring_free(&r);
  return rewired;
}

VnGraph *vn_rewire(const VnGraph *g, VnRandom *random, VnErr *err) {
  return rewire(g, NULL, random, err);
}

VnGraph *vn_rewire_within(const VnGraph *g, const int32_t *of, VnRandom *random,
                          VnErr *err) {
  return rewire(g, of, random, err);
}
