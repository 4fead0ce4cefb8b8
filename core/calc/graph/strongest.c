#include "calc/graph/strongest.h"

#include <inttypes.h>
#include <stdlib.h>

#include "data/memory.h"
#include "data/stop.h"

static int heavier_first(const void *x, const void *y) {
  double a = *(const double *)x, b = *(const double *)y;
  return (a < b) - (a > b);
}

typedef struct {
  size_t *start;   // of each node's weights
  double *weight;  // of its edges
  double *least;   // that it keeps
} Sieve;

static bool sieve_room(Sieve *s, const VnGraph *g, VnErr *err) {
  s->start = vn_alloc(g->n_nodes + 2, sizeof *s->start);
  s->weight = vn_alloc(2 * g->n_edges, sizeof *s->weight);
  s->least = vn_alloc(g->n_nodes, sizeof *s->least);
  return (s->start && s->weight && s->least) ||
         vn_fail_memory(err, "keeping the strongest edges");
}

static void list_weights(Sieve *s, const VnGraph *g) {
  size_t *start = s->start;
  for (size_t e = 0; e < g->n_edges; e++) {
    start[g->from[e] + 2]++;
    start[g->to[e] + 2]++;
  }
  for (size_t i = 0; i < g->n_nodes; i++) start[i + 2] += start[i + 1];
  for (size_t e = 0; e < g->n_edges; e++) {
    s->weight[start[g->from[e] + 1]++] = g->weight[e];
    s->weight[start[g->to[e] + 1]++] = g->weight[e];
  }
}

static bool find_least(Sieve *s, const VnGraph *g, size_t top, VnErr *err) {
  for (size_t i = 0; i < g->n_nodes; i++) {
    if ((i & 0xff) == 0 && vn_stopped(err)) return false;
    size_t n = s->start[i + 1] - s->start[i];
    double *weights = s->weight + s->start[i];
    if (n <= top) continue;
    qsort(weights, n, sizeof *weights, heavier_first);
    s->least[i] = weights[top - 1];
  }
  return true;
}

static void keep_heavy(const Sieve *s, const VnGraph *g, VnEdges *edges) {
  for (size_t e = 0; e < g->n_edges; e++) {
    int32_t a = g->from[e], b = g->to[e];
    if (g->weight[e] >= s->least[a] || g->weight[e] >= s->least[b])
      vn_edges_add(edges, (size_t)a, (size_t)b, g->weight[e]);
  }
}

VnGraph *vn_strongest(const VnGraph *g, int64_t top, VnErr *err) {
  if (top < 1) {
    vn_fail(err,
            "the strongest edges: %" PRId64 " for each node are wanted, "
            "at least 1 is needed",
            top);
    return NULL;
  }
  Sieve s = {0};
  VnEdges edges = {0};
  VnGraph *graph = NULL;
  if (sieve_room(&s, g, err) && vn_edges_new(&edges, g->n_edges, err)) {
    list_weights(&s, g);
    if (find_least(&s, g, (size_t)top, err)) {
      keep_heavy(&s, g, &edges);
      graph = vn_graph_new(g->nodes, g->directed, &edges, g->source, err);
    }
  }
  vn_free(s.start);
  vn_free(s.weight);
  vn_free(s.least);
  vn_edges_free(&edges);
  return graph;
}
