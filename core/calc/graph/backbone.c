#include "calc/graph/backbone.h"

#include <math.h>
#include <stdlib.h>

#include "calc/graph/neighbours.h"
#include "calc/graph/subgraph.h"
#include "data/graph/frame.h"
#include "data/memory.h"
#include "data/stop.h"

#define DOING "finding the backbone"

// What the edges of a graph are compared with at either end.
typedef struct {
  VnNeighbours *out, *in;  // the same where edges have no directions
} Ends;

static void ends_free(const VnGraph *g, Ends *ends) {
  vn_neighbours_free(ends->out);
  if (g->directed) vn_neighbours_free(ends->in);
}

static bool ends_of(const VnGraph *g, Ends *ends, VnErr *err) {
  ends->out = vn_neighbours(g, VN_OUT, err);
  ends->in =
      ends->out && g->directed ? vn_neighbours(g, VN_IN, err) : ends->out;
  return ends->out && ends->in;
}

static bool passes(VnEnd at, bool from, bool to) {
  switch (at) {
    case VN_AT_EITHER: return from || to;
    case VN_AT_BOTH: return from && to;
    case VN_AT_FROM: return from;
    case VN_AT_TO: return to;
  }
  return false;
}


// ---- disparity ----

static double chance(const VnNeighbours *rows, int32_t node, double weight) {
  double k = (double)vn_n_neighbours(rows, (size_t)node);
  return k < 2 ? 1 : pow(1 - weight / rows->strengths[node], k - 1);
}

// Self loops get NaN.
static bool find_chances(const VnGraph *g, const Ends *ends, double *from,
                         double *to, VnErr *err) {
  for (size_t i = 0; i < g->n_edges; i++) {
    if ((i & VN_STOP_EVERY) == 0 && vn_stopped(err)) return false;
    bool loop = g->from[i] == g->to[i];
    from[i] = loop ? NAN : chance(ends->out, g->from[i], g->weight[i]);
    to[i] = loop ? NAN : chance(ends->in, g->to[i], g->weight[i]);
  }
  return true;
}

static bool judge(const VnGraph *g, double *from, double *to, VnErr *err) {
  Ends ends = {NULL, NULL};
  bool done = ends_of(g, &ends, err) && find_chances(g, &ends, from, to, err);
  ends_free(g, &ends);
  return done;
}

// The frame of the edges with two columns more.
static VnFrame *beside_edges(const VnGraph *g, VnColumn *from, VnColumn *to,
                             VnErr *err) {
  VnFrame *edges = vn_graph_edges(g, err);
  if (!edges) {
    vn_column_free(from);
    vn_column_free(to);
    return NULL;
  }
  const char *labels[] = {"from", "to", "weight", "p_from", "p_to"};
  VnColumn *columns[] = {vn_column_share(edges->columns[0]),
                         vn_column_share(edges->columns[1]),
                         vn_column_share(edges->columns[2]), from, to};
  vn_frame_free(edges);
  return vn_frame_of(labels, columns, 5, g->n_edges, g->source, err);
}

VnFrame *vn_disparity(const VnGraph *g, VnErr *err) {
  VnColumn *from = vn_column_new(VN_NUMBER, g->n_edges);
  VnColumn *to = vn_column_new(VN_NUMBER, g->n_edges);
  if (!from || !to) vn_fail_memory(err, DOING);
  else if (judge(g, from->number, to->number, err)) {
    return beside_edges(g, from, to, err);
  }
  vn_column_free(from);
  vn_column_free(to);
  return NULL;
}

VnGraph *vn_backbone(const VnGraph *g, double alpha, VnEnd at, VnErr *err) {
  if (!(alpha > 0 && alpha <= 1)) {
    vn_fail(err, "backbone: alpha is %g; it lies above 0, up to 1", alpha);
    return NULL;
  }
  double *from = vn_alloc(g->n_edges, sizeof *from);
  double *to = vn_alloc(g->n_edges, sizeof *to);
  bool *kept = vn_alloc(g->n_edges, sizeof *kept);
  VnGraph *backbone = NULL;
  if (!from || !to || !kept) vn_fail_memory(err, DOING);
  else if (judge(g, from, to, err)) {
    for (size_t i = 0; i < g->n_edges; i++) {
      kept[i] = passes(at, from[i] < alpha, to[i] < alpha);
    }
    backbone = vn_graph_thinned(g, kept, err);
  }
  vn_free(from);
  vn_free(to);
  vn_free(kept);
  return backbone;
}


// ---- the heaviest ----

static int heavier_first(const void *a, const void *b) {
  double x = *(const double *)a, y = *(const double *)b;
  return (x < y) - (x > y);
}

// The weight an edge needs at each node; sorts the rows' weights.
static double *bars_of(VnNeighbours *rows, size_t k, VnErr *err) {
  double *bars = vn_alloc(rows->n, sizeof *bars);
  if (!bars) vn_fail_memory(err, DOING);
  for (size_t i = 0; bars && i < rows->n; i++) {
    size_t n = vn_n_neighbours(rows, i);
    double *weights = rows->weights + rows->starts[i];
    if ((i & 1023) == 0 && vn_stopped(err)) {
      vn_free(bars);
      return NULL;
    }
    if (n <= k) continue;
    qsort(weights, n, sizeof *weights, heavier_first);
    bars[i] = weights[k - 1];
  }
  return bars;
}

static VnGraph *keep_above(const VnGraph *g, const double *from,
                           const double *to, VnEnd at, VnErr *err) {
  bool *kept = vn_alloc(g->n_edges, sizeof *kept);
  if (!kept) vn_fail_memory(err, DOING);
  for (size_t i = 0; kept && i < g->n_edges; i++) {
    kept[i] =
        g->from[i] != g->to[i] && passes(at, g->weight[i] >= from[g->from[i]],
                                         g->weight[i] >= to[g->to[i]]);
  }
  VnGraph *part = kept ? vn_graph_thinned(g, kept, err) : NULL;
  vn_free(kept);
  return part;
}

VnGraph *vn_heaviest(const VnGraph *g, int64_t k, VnEnd at, VnErr *err) {
  if (k < 1) {
    vn_fail(err, "top: %lld edges of each node are wanted, 1 at least",
            (long long)k);
    return NULL;
  }
  Ends ends = {NULL, NULL};
  VnGraph *part = NULL;
  double *from = NULL, *to = NULL;
  if (ends_of(g, &ends, err) && (from = bars_of(ends.out, (size_t)k, err))) {
    to = g->directed ? bars_of(ends.in, (size_t)k, err) : from;
    if (to) part = keep_above(g, from, to, at, err);
  }
  if (to != from) vn_free(to);
  vn_free(from);
  ends_free(g, &ends);
  return part;
}
