#include "calc/graph/neighbours.h"

#include "calc/graph/subgraph.h"
#include "data/memory.h"
#include "data/stop.h"

static bool row_holds(const VnGraph *g, VnWay way, bool start) {
  return !g->directed || (way == VN_OUT) == start;
}

// How long each row is, at its start plus one.
static void count(const VnGraph *g, VnWay way, VnNeighbours *rows) {
  for (size_t i = 0; i < g->n_edges; i++) {
    if (g->from[i] == g->to[i]) continue;
    if (row_holds(g, way, true)) rows->starts[g->from[i] + 1]++;
    if (row_holds(g, way, false)) rows->starts[g->to[i] + 1]++;
  }
  for (size_t i = 0; i < rows->n; i++) {
    size_t n = rows->starts[i + 1];
    if (n > rows->most) rows->most = n;
    rows->starts[i + 1] += rows->starts[i];
  }
}

static void put(VnNeighbours *rows, size_t *next, int32_t row, int32_t node,
                double weight) {
  size_t at = next[row]++;
  rows->nodes[at] = node;
  rows->weights[at] = weight;
  rows->strengths[row] += weight;
}

// The edges are in order of from, then of to, so the rows come out in order.
static bool fill(const VnGraph *g, VnWay way, VnNeighbours *rows, size_t *next,
                 VnErr *err) {
  for (size_t i = 0; i < rows->n; i++) next[i] = rows->starts[i];
  for (size_t i = 0; i < g->n_edges; i++) {
    if ((i & VN_STOP_EVERY) == 0 && vn_stopped(err)) return false;
    int32_t from = g->from[i], to = g->to[i];
    if (from == to) continue;
    if (row_holds(g, way, true)) put(rows, next, from, to, g->weight[i]);
    if (row_holds(g, way, false)) put(rows, next, to, from, g->weight[i]);
  }
  return true;
}

static bool make_room(VnNeighbours *rows, size_t n_nodes, size_t n_edges) {
  rows->n = n_nodes;
  rows->starts = vn_alloc(n_nodes + 1, sizeof *rows->starts);
  rows->nodes = vn_alloc(2 * n_edges, sizeof *rows->nodes);
  rows->weights = vn_alloc(2 * n_edges, sizeof *rows->weights);
  rows->strengths = vn_alloc(n_nodes, sizeof *rows->strengths);
  return rows->starts && rows->nodes && rows->weights && rows->strengths;
}

static VnNeighbours *lay_out(const VnGraph *g, VnWay way, VnErr *err) {
  VnNeighbours *rows = vn_alloc(1, sizeof *rows);
  size_t *next = vn_alloc(g->n_nodes, sizeof *next);
  bool enough = rows && next && make_room(rows, g->n_nodes, g->n_edges);
  if (!enough) vn_fail_memory(err, "looking at neighbours");
  else count(g, way, rows);
  bool done = enough && !vn_stopped(err) && fill(g, way, rows, next, err);
  vn_free(next);
  if (done) return rows;
  vn_neighbours_free(rows);
  return NULL;
}

VnNeighbours *vn_neighbours(const VnGraph *g, VnWay way, VnErr *err) {
  if (!g->directed || way != VN_EITHER) return lay_out(g, way, err);
  VnGraph *both = vn_graph_undirected(g, err);
  VnNeighbours *rows = both ? lay_out(both, way, err) : NULL;
  vn_graph_free(both);
  return rows;
}

void vn_neighbours_free(VnNeighbours *rows) {
  if (!rows) return;
  vn_free(rows->starts);
  vn_free(rows->nodes);
  vn_free(rows->weights);
  vn_free(rows->strengths);
  vn_free(rows);
}

double vn_weight_between(const VnNeighbours *rows, size_t from, size_t to) {
  size_t low = rows->starts[from], high = rows->starts[from + 1];
  while (low < high) {
    size_t middle = low + (high - low) / 2;
    if ((size_t)rows->nodes[middle] == to) return rows->weights[middle];
    if ((size_t)rows->nodes[middle] < to) low = middle + 1;
    else high = middle;
  }
  return 0;
}
