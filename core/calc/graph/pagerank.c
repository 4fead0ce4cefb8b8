#include "calc/graph/pagerank.h"

#include <math.h>

#include "calc/graph/neighbours.h"
#include "data/graph/frame.h"
#include "data/memory.h"
#include "data/stop.h"

#define DOING "pagerank"
#define NEAR_ENOUGH                                                            \
  1e-15  // the change of all ranks in one round, beside their sum
#define MOST_ROUNDS 1000000

// The ranks but for a factor: x_i = 1 + damping sum_j x_j w_ji / s_j, where s_j
// is the strength of what leaves j; who cannot go on from a node starts anew,
// and so only the factor knows of them.
typedef struct {
  const VnNeighbours *into;
  double damping;
  double *share;  // damping over the strength of what leaves each node, or 0
  double *stay;   // the part of a node's rank that its self loop gives back
  double *rank;
} Walk;

static void walk_free(Walk *w) {
  vn_free(w->share);
  vn_free(w->stay);
  vn_free(w->rank);
}

static bool walk_new(Walk *w, size_t n, VnErr *err) {
  w->share = vn_alloc(n, sizeof *w->share);
  w->stay = vn_alloc(n, sizeof *w->stay);
  w->rank = vn_alloc(n, sizeof *w->rank);
  return (w->share && w->stay && w->rank) || vn_fail_memory(err, DOING);
}

// `leaving` are the strengths without self loops.
static void weigh(Walk *w, const VnGraph *g, const double *leaving) {
  for (size_t k = 0; k < g->n_edges; k++) {
    double times = g->directed ? 1 : 2;
    if (g->from[k] == g->to[k]) w->stay[g->from[k]] = times * g->weight[k];
  }
  for (size_t i = 0; i < g->n_nodes; i++) {
    double strength = leaving[i] + w->stay[i];
    w->share[i] = strength > 0 ? w->damping / strength : 0;
    w->stay[i] *= w->share[i];
    w->rank[i] = 1;
  }
}

static double flow_into(const Walk *w, size_t i) {
  const VnNeighbours *into = w->into;
  double sum = 0;
  for (size_t k = into->starts[i]; k < into->starts[i + 1]; k++) {
    int32_t from = into->nodes[k];
    sum += into->weights[k] * (w->rank[from] * w->share[from]);
  }
  return sum;
}

// One round of Gauss and Seidel: how much the ranks changed, beside their sum.
static double go_round(Walk *w, size_t n) {
  double change = 0, sum = 0;
  for (size_t i = 0; i < n; i++) {
    double rank = (1 + flow_into(w, i)) / (1 - w->stay[i]);
    change += fabs(rank - w->rank[i]);
    sum += rank;
    w->rank[i] = rank;
  }
  return change / sum;
}

// Each round leaves at most `damping` of what was wrong, until rounding does.
static bool go_on(Walk *w, size_t n, VnErr *err) {
  double change = INFINITY, before;
  for (int round = 0; n > 0 && round < MOST_ROUNDS; round++) {
    if (vn_stopped(err)) return false;
    before = change, change = go_round(w, n);
    if (change < NEAR_ENOUGH || (change < 1e-13 && change >= before)) break;
  }
  return true;
}

static VnColumn *ranks_of(Walk *w, size_t n) {
  VnColumn *column = vn_column_new(VN_NUMBER, n);
  double sum = 0;
  for (size_t i = 0; i < n; i++) sum += w->rank[i];
  for (size_t i = 0; column && i < n; i++) column->number[i] = w->rank[i] / sum;
  return column;
}

static VnFrame *walk(const VnGraph *g, const VnNeighbours *into,
                     const double *leaving, double damping, VnErr *err) {
  static const char *const name = "pagerank";
  Walk w = {.into = into, .damping = damping};
  VnFrame *frame = NULL;
  if (walk_new(&w, g->n_nodes, err)) {
    weigh(&w, g, leaving);
    if (go_on(&w, g->n_nodes, err)) {
      VnColumn *column = ranks_of(&w, g->n_nodes);
      frame = vn_graph_node_frame(g, &name, &column, 1, err);
    }
  }
  walk_free(&w);
  return frame;
}

VnFrame *vn_pagerank(const VnGraph *g, double damping, VnErr *err) {
  if (damping <= 0 || damping >= 1) {
    vn_fail(err, "pagerank: the damping is %g; it lies between 0 and 1",
            damping);
    return NULL;
  }
  VnNeighbours *into = vn_neighbours(g, VN_IN, err), *out = NULL;
  if (into && g->directed) out = vn_neighbours(g, VN_OUT, err);
  VnFrame *frame = NULL;
  if (into && (out || !g->directed)) {
    const double *leaving = out ? out->strengths : into->strengths;
    frame = walk(g, into, leaving, damping, err);
  }
  vn_neighbours_free(into);
  vn_neighbours_free(out);
  return frame;
}
