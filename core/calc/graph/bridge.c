#include "calc/graph/bridge.h"

#include "calc/graph/neighbours.h"
#include "calc/frame/take.h"
#include "data/graph/frame.h"
#include "data/memory.h"
#include "data/stop.h"

#define DOING "finding where a graph falls apart"

// A walk in depth through every component (Tarjan 1972, Hopcroft and Tarjan
// 1973), without recursion: the path from the start is in `parents`.
typedef struct {
  const VnNeighbours *rows;
  int64_t *order;  // when each node was first seen, from 1; 0: not yet
  int64_t *low;    // the earliest node that it or what hangs on it reaches
  int32_t *parents;
  size_t *next;    // the neighbour to look at next
  int64_t *parts;  // that the graph would have in the node's place
  VnEdges bridges;
  int64_t n_seen;
} Walk;

static void walk_free(Walk *w) {
  vn_free(w->order);
  vn_free(w->low);
  vn_free(w->parents);
  vn_free(w->next);
  vn_free(w->parts);
  vn_edges_free(&w->bridges);
}

static bool walk_room(Walk *w, VnErr *err) {
  size_t n = w->rows->n;
  w->order = vn_alloc(n, sizeof *w->order);
  w->low = vn_alloc(n, sizeof *w->low);
  w->parents = vn_alloc(n, sizeof *w->parents);
  w->next = vn_alloc(n, sizeof *w->next);
  w->parts = vn_alloc(n, sizeof *w->parts);
  if (!w->order || !w->low || !w->parents || !w->next || !w->parts) {
    return vn_fail_memory(err, DOING);
  }
  return vn_edges_new(&w->bridges, n, err);  // a forest has less than n edges
}

static void see(Walk *w, int32_t node, int32_t parent) {
  w->order[node] = w->low[node] = ++w->n_seen;
  w->parents[node] = parent;
  w->next[node] = w->rows->starts[node];
  w->parts[node] = parent < 0 ? 0 : 1;
}

// All that hangs on the node has been seen: tells its parent.
static void leave(Walk *w, int32_t node) {
  int32_t parent = w->parents[node];
  if (w->low[node] < w->low[parent]) w->low[parent] = w->low[node];
  if (w->low[node] >= w->order[parent]) w->parts[parent]++;
  if (w->low[node] > w->order[parent]) {
    int32_t a = node < parent ? node : parent,
            b = node < parent ? parent : node;
    vn_edges_add(&w->bridges, (size_t)a, (size_t)b,
                 vn_weight_between(w->rows, (size_t)a, (size_t)b));
  }
}

// One step on from the node; gives the node to go on from, -1 at the end.
static int32_t step(Walk *w, int32_t node) {
  int32_t parent = w->parents[node];
  if (w->next[node] == w->rows->starts[node + 1]) {
    if (parent >= 0) leave(w, node);
    return parent;
  }
  int32_t other = w->rows->nodes[w->next[node]++];
  if (other == parent) return node;
  if (w->order[other] == 0) {
    see(w, other, node);
    return other;
  }
  if (w->order[other] < w->low[node]) w->low[node] = w->order[other];
  return node;
}

static bool walk_all(Walk *w, VnErr *err) {
  size_t steps = 0;
  for (size_t i = 0; i < w->rows->n; i++) {
    if (w->order[i] != 0) continue;
    see(w, (int32_t)i, -1);
    for (int32_t node = (int32_t)i; node >= 0; node = step(w, node)) {
      if ((steps++ & VN_STOP_EVERY) == 0 && vn_stopped(err)) return false;
    }
  }
  return true;
}

static VnFrame *fall_apart(const VnGraph *g,
                           VnFrame *(*tell)(const VnGraph *, Walk *, VnErr *),
                           VnErr *err) {
  VnFrame *frame = NULL;
  VnNeighbours *rows = vn_neighbours(g, VN_EITHER, err);
  Walk w = {.rows = rows};
  if (rows && walk_room(&w, err) && walk_all(&w, err)) frame = tell(g, &w, err);
  walk_free(&w);
  vn_neighbours_free(rows);
  return frame;
}


// ---- the answers ----

static VnFrame *tell_bridges(const VnGraph *g, Walk *w, VnErr *err) {
  VnGraph *bridges = vn_graph_new(g->nodes, false, &w->bridges, g->source, err);
  VnFrame *frame = bridges ? vn_graph_edges(bridges, err) : NULL;
  vn_graph_free(bridges);
  return frame;
}

static VnFrame *tell_parts(const VnGraph *g, Walk *w, VnErr *err) {
  const char *name = "parts";
  VnColumn *column = vn_column_new(VN_INTEGER, g->n_nodes);
  VnRow *rows = vn_alloc(g->n_nodes, sizeof *rows);
  size_t n = 0;
  for (size_t i = 0; column && rows && i < g->n_nodes; i++) {
    column->integer[i] = w->parts[i];
    if (w->parts[i] > 1) rows[n++] = (VnRow)i;
  }
  VnFrame *all = vn_graph_node_frame(g, &name, &column, 1, err);
  if (all && !rows) vn_fail_memory(err, DOING);
  VnFrame *frame = all && rows ? vn_take(all, rows, n, err) : NULL;
  vn_frame_free(all);
  vn_free(rows);
  return frame;
}

VnFrame *vn_bridges(const VnGraph *g, VnErr *err) {
  return fall_apart(g, tell_bridges, err);
}

VnFrame *vn_articulation(const VnGraph *g, VnErr *err) {
  return fall_apart(g, tell_parts, err);
}
