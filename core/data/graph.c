#include "data/graph.h"

#include <math.h>

#include "data/memory.h"
#include "data/stop.h"

bool vn_edges_new(VnEdges *edges, size_t room, VnErr *err) {
  *edges = (VnEdges){0, vn_alloc(room, sizeof *edges->from),
                     vn_alloc(room, sizeof *edges->to),
                     vn_alloc(room, sizeof *edges->weight)};
  if (edges->from && edges->to && edges->weight) return true;
  vn_edges_free(edges);
  vn_fail_memory(err, "making a graph");
  return false;
}

void vn_edges_free(VnEdges *edges) {
  vn_free(edges->from);
  vn_free(edges->to);
  vn_free(edges->weight);
  *edges = (VnEdges){0};
}

void vn_edges_add(VnEdges *edges, size_t from, size_t to, double weight) {
  size_t i = edges->n++;
  edges->from[i] = (int32_t)from;
  edges->to[i] = (int32_t)to;
  edges->weight[i] = weight;
}

static void lead_with_smaller(VnEdges *edges) {
  for (size_t i = 0; i < edges->n; i++) {
    int32_t from = edges->from[i], to = edges->to[i];
    if (from > to) edges->from[i] = to, edges->to[i] = from;
  }
}

// Copies the edges into `into`, ordered by `key` (one of their two ends);
// equal ones stay in their order. `starts` has room for all nodes and one.
static bool sort_by(const VnEdges *edges, const int32_t *key, size_t *starts,
                    size_t n_nodes, VnEdges *into, VnErr *err) {
  for (size_t k = 0; k <= n_nodes; k++) starts[k] = 0;
  for (size_t i = 0; i < edges->n; i++) starts[key[i] + 1]++;
  for (size_t k = 0; k < n_nodes; k++) starts[k + 1] += starts[k];
  for (size_t i = 0; i < edges->n; i++) {
    if ((i & VN_STOP_EVERY) == 0 && vn_stopped(err)) return false;
    size_t at = starts[key[i]]++;
    into->from[at] = edges->from[i];
    into->to[at] = edges->to[i];
    into->weight[at] = edges->weight[i];
  }
  into->n = edges->n;
  return true;
}

static bool sort_edges(VnEdges *edges, size_t n_nodes, VnErr *err) {
  VnEdges spare;
  if (!vn_edges_new(&spare, edges->n, err)) return false;
  size_t *starts = vn_alloc(n_nodes + 1, sizeof *starts);
  bool done = starts &&
              sort_by(edges, edges->to, starts, n_nodes, &spare, err) &&
              sort_by(&spare, spare.from, starts, n_nodes, edges, err);
  if (!starts) vn_fail_memory(err, "making a graph");
  vn_free(starts);
  vn_edges_free(&spare);
  return done;
}

// Adds up neighbours that join the same nodes.
static void add_up(VnEdges *edges) {
  size_t n = 0;
  for (size_t i = 0; i < edges->n; i++) {
    if (n > 0 && edges->from[i] == edges->from[n - 1] &&
        edges->to[i] == edges->to[n - 1]) {
      edges->weight[n - 1] += edges->weight[i];
      continue;
    }
    edges->from[n] = edges->from[i];
    edges->to[n] = edges->to[i];
    edges->weight[n++] = edges->weight[i];
  }
  edges->n = n;
}

static bool check_sums(const VnEdges *edges, const VnNames *nodes, VnErr *err) {
  for (size_t i = 0; i < edges->n; i++) {
    if (!isfinite(edges->weight[i])) {
      return vn_fail(err,
                     "graph: the weights from \"%s\" to \"%s\" add up to more "
                     "than a number holds",
                     vn_names_at(nodes, (size_t)edges->from[i]),
                     vn_names_at(nodes, (size_t)edges->to[i]));
    }
  }
  return true;
}

static size_t count_loops(const VnGraph *g) {
  size_t n = 0;
  for (size_t i = 0; i < g->n_edges; i++) n += g->from[i] == g->to[i];
  return n;
}

VnGraph *vn_graph_new(VnNames *nodes, bool directed, VnEdges *edges,
                      const char *source, VnErr *err) {
  size_t n_nodes = vn_names_count(nodes), n_rows = edges->n;
  if (!directed) lead_with_smaller(edges);
  if (!sort_edges(edges, n_nodes, err)) return NULL;
  add_up(edges);
  if (!check_sums(edges, nodes, err)) return NULL;
  VnGraph *g = vn_alloc(1, sizeof *g);
  if (!g) {
    vn_fail_memory(err, "making a graph");
    return NULL;
  }
  g->nodes = vn_names_share(nodes), g->n_nodes = n_nodes;
  g->directed = directed;
  g->n_added = n_rows - edges->n;
  g->n_edges = edges->n;
  g->from = edges->from, g->to = edges->to, g->weight = edges->weight;
  *edges = (VnEdges){0};
  g->n_loops = count_loops(g);
  g->source = source ? vn_copy_text(source) : NULL;
  if (g->source || !source) return g;
  vn_graph_free(g);
  vn_fail_memory(err, "making a graph");
  return NULL;
}

void vn_graph_free(VnGraph *g) {
  if (!g) return;
  vn_names_free(g->nodes);
  vn_free(g->from);
  vn_free(g->to);
  vn_free(g->weight);
  vn_frame_free(g->attributes);
  vn_frame_free(g->said);
  vn_free(g->source);
  vn_free(g->unread);
  vn_free(g);
}

static bool same_attributes(const VnFrame *a, const VnFrame *b) {
  return a && b ? vn_frame_equal(a, b) : !a && !b;
}

bool vn_graph_equal(const VnGraph *a, const VnGraph *b) {
  if (a->directed != b->directed || a->n_edges != b->n_edges ||
      !vn_names_equal(a->nodes, b->nodes) ||
      !same_attributes(a->attributes, b->attributes) ||
      !same_attributes(a->said, b->said)) {
    return false;
  }
  for (size_t i = 0; i < a->n_edges; i++) {
    if (a->from[i] != b->from[i] || a->to[i] != b->to[i] ||
        a->weight[i] != b->weight[i]) {
      return false;
    }
  }
  return true;
}
