#include "calc/graph/clustering.h"

#include <math.h>

#include "calc/graph/neighbours.h"
#include "data/graph/frame.h"
#include "data/memory.h"
#include "data/stop.h"

#define DOING "clustering"
#define LOOK_EACH 1000000  // steps

// Each triangle is found once, from its corner with the fewest neighbours:
// `ahead` has of each row only those that have more (or as many, and stand
// later), which keeps even the rows of hubs short.
typedef struct {
  VnNeighbours *rows, *ahead;
  double *marks;  // weights to the neighbours of the corner at hand
  int64_t *triangles;
  double *sums;  // over the triangles of a node, of its two weights in each
  size_t steps;
} Search;

static void search_free(Search *s) {
  vn_neighbours_free(s->rows);
  vn_neighbours_free(s->ahead);
  vn_free(s->marks);
  vn_free(s->triangles);
  vn_free(s->sums);
}

static bool is_ahead(const VnNeighbours *rows, size_t i, size_t j) {
  size_t a = vn_n_neighbours(rows, i), b = vn_n_neighbours(rows, j);
  return a != b ? a < b : i < j;
}

// Shortens the rows to what is ahead of their node.
static void look_ahead(const VnNeighbours *rows, VnNeighbours *ahead) {
  size_t n = 0, start = 0;
  for (size_t i = 0; i < rows->n; i++) {
    for (size_t k = rows->starts[i]; k < rows->starts[i + 1]; k++) {
      if (!is_ahead(rows, i, (size_t)rows->nodes[k])) continue;
      ahead->nodes[n] = rows->nodes[k];
      ahead->weights[n++] = rows->weights[k];
    }
    ahead->starts[i] = start;
    start = n;
  }
  ahead->starts[rows->n] = n;
}

static bool search_room(Search *s, const VnGraph *g, VnErr *err) {
  s->rows = vn_neighbours(g, VN_EITHER, err);
  s->ahead = s->rows ? vn_neighbours(g, VN_EITHER, err) : NULL;
  if (!s->ahead) return false;
  s->marks = vn_alloc(g->n_nodes, sizeof *s->marks);
  s->triangles = vn_alloc(g->n_nodes, sizeof *s->triangles);
  s->sums = vn_alloc(g->n_nodes, sizeof *s->sums);
  if (!s->marks || !s->triangles || !s->sums) {
    return vn_fail_memory(err, DOING);
  }
  look_ahead(s->rows, s->ahead);
  return true;
}

static void add_corner(Search *s, int32_t node, double one, double other) {
  s->triangles[node]++;
  s->sums[node] += one + other;
}

// All triangles over the edge from u, which is marked, to v.
static void close_edge(Search *s, int32_t u, int32_t v, double weight) {
  const VnNeighbours *a = s->ahead;
  for (size_t k = a->starts[v]; k < a->starts[v + 1]; k++) {
    int32_t w = a->nodes[k];
    double other = s->marks[w];
    s->steps++;
    if (other == 0) continue;
    add_corner(s, u, weight, other);
    add_corner(s, v, weight, a->weights[k]);
    add_corner(s, w, other, a->weights[k]);
  }
}

static bool find_triangles(Search *s, VnErr *err) {
  const VnNeighbours *a = s->ahead;
  for (size_t u = 0; u < a->n; u++) {
    if (s->steps > LOOK_EACH || u == 0) {
      if (vn_stopped(err)) return false;
      s->steps = 0;
    }
    size_t start = a->starts[u], end = a->starts[u + 1];
    for (size_t k = start; k < end; k++) s->marks[a->nodes[k]] = a->weights[k];
    for (size_t k = start; k < end; k++) {
      close_edge(s, (int32_t)u, a->nodes[k], a->weights[k]);
    }
    for (size_t k = start; k < end; k++) s->marks[a->nodes[k]] = 0;
    s->steps += 1 + end - start;
  }
  return true;
}

static void fill(const Search *s, VnColumn *columns[3]) {
  for (size_t i = 0; i < s->rows->n; i++) {
    double k = (double)vn_n_neighbours(s->rows, i);
    double triangles = (double)s->triangles[i];
    columns[0]->integer[i] = s->triangles[i];
    columns[1]->number[i] =
        k < 2 ? VN_NO_NUMBER : 2 * triangles / (k * (k - 1));
    columns[2]->number[i] =
        k < 2 ? VN_NO_NUMBER : s->sums[i] / (s->rows->strengths[i] * (k - 1));
  }
}

VnFrame *vn_clustering(const VnGraph *g, VnErr *err) {
  static const char *const names[] = {"triangles", "clustering", "weighted"};
  Search s = {0};
  VnFrame *frame = NULL;
  if (search_room(&s, g, err) && find_triangles(&s, err)) {
    VnColumn *columns[] = {vn_column_new(VN_INTEGER, g->n_nodes),
                           vn_column_new(VN_NUMBER, g->n_nodes),
                           vn_column_new(VN_NUMBER, g->n_nodes)};
    if (columns[0] && columns[1] && columns[2]) fill(&s, columns);
    frame = vn_graph_node_frame(g, names, columns, 3, err);
  }
  search_free(&s);
  return frame;
}

static double share_of(const Search *s) {
  double closed = 0, paths = 0;
  for (size_t i = 0; i < s->rows->n; i++) {
    double k = (double)vn_n_neighbours(s->rows, i);
    closed += (double)s->triangles[i];
    paths += k * (k - 1) / 2;
  }
  return paths > 0 ? closed / paths : VN_NO_NUMBER;
}

bool vn_transitivity(const VnGraph *g, double *share, VnErr *err) {
  Search s = {0};
  bool done = search_room(&s, g, err) && find_triangles(&s, err);
  if (done) *share = share_of(&s);
  search_free(&s);
  return done;
}

double vn_density(const VnGraph *g) {
  double n = (double)g->n_nodes;
  double possible = n * (n - 1) / (g->directed ? 1 : 2);
  return possible > 0 ? (double)(g->n_edges - g->n_loops) / possible
                      : VN_NO_NUMBER;
}
