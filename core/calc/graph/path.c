#include "calc/graph/path.h"

#include <math.h>
#include <string.h>

#include "calc/graph/neighbours.h"
#include "data/graph/frame.h"
#include "data/matrix/frame.h"
#include "data/memory.h"
#include "data/stop.h"

#define MOST_CELLS ((size_t)1 << 27)  // of a matrix of distances: 1 GiB
#define LOOK_EACH 200000              // steps

const char *const vn_lengths[] = {"1", "1/weight", "weight", NULL};

typedef struct {
  double distance;
  int32_t node;
} Waiting;

// Dijkstra's search. Those that wait stand in a heap; one that was reached by
// a shorter way later stands there twice, and the second is passed over.
typedef struct {
  VnNeighbours *rows;  // weights are lengths here
  double *distances;
  int32_t *before;  // the node before on the path, -1 at the start
  Waiting *heap;
  size_t n_waiting, room, steps;
} Search;

static void search_free(Search *s) {
  vn_neighbours_free(s->rows);
  vn_free(s->distances);
  vn_free(s->before);
  vn_free(s->heap);
}

static bool measure_edges(VnNeighbours *rows, VnLength length, VnErr *err) {
  for (size_t k = 0; k < rows->starts[rows->n]; k++) {
    double weight = rows->weights[k];
    if (length == VN_LENGTH_ONE) rows->weights[k] = 1;
    if (length == VN_LENGTH_INVERSE) rows->weights[k] = 1 / weight;
    if (isfinite(rows->weights[k])) continue;
    return vn_fail(err,
                   "an edge weighs %g, and 1/weight is more than a number "
                   "holds; set the weights to another unit",
                   weight);
  }
  return true;
}

static bool search_room(Search *s, const VnGraph *g, VnLength length,
                        VnErr *err) {
  s->rows = vn_neighbours(g, VN_OUT, err);
  if (!s->rows || !measure_edges(s->rows, length, err)) return false;
  s->room = s->rows->starts[g->n_nodes] + 1;
  s->distances = vn_alloc(g->n_nodes, sizeof *s->distances);
  s->before = vn_alloc(g->n_nodes, sizeof *s->before);
  s->heap = vn_alloc(s->room, sizeof *s->heap);
  return (s->distances && s->before && s->heap) ||
         vn_fail_memory(err, "finding paths");
}


// ---- the heap, the nearest on top ----

static bool is_nearer(Waiting a, Waiting b) {
  return a.distance != b.distance ? a.distance < b.distance : a.node < b.node;
}

static void wait_for(Search *s, int32_t node, double distance) {
  Waiting one = {distance, node};
  size_t at = s->n_waiting++;
  while (at > 0 && is_nearer(one, s->heap[(at - 1) / 2])) {
    s->heap[at] = s->heap[(at - 1) / 2];
    at = (at - 1) / 2;
  }
  s->heap[at] = one;
}

static Waiting take_nearest(Search *s) {
  Waiting top = s->heap[0], last = s->heap[--s->n_waiting];
  size_t at = 0;
  for (;;) {
    size_t child = 2 * at + 1;
    if (child >= s->n_waiting) break;
    if (child + 1 < s->n_waiting &&
        is_nearer(s->heap[child + 1], s->heap[child])) {
      child++;
    }
    if (!is_nearer(s->heap[child], last)) break;
    s->heap[at] = s->heap[child];
    at = child;
  }
  s->heap[at] = last;
  return top;
}


// ---- the search ----

static void look_around(Search *s, Waiting from) {
  size_t end = s->rows->starts[from.node + 1];
  for (size_t k = s->rows->starts[from.node]; k < end; k++) {
    int32_t node = s->rows->nodes[k];
    double distance = from.distance + s->rows->weights[k];
    if (distance >= s->distances[node]) continue;
    s->distances[node] = distance;
    s->before[node] = from.node;
    wait_for(s, node, distance);
  }
  s->steps += 1 + end - s->rows->starts[from.node];
}

// Distances from a node to all others, infinite where there is no path; ends
// early at `to`, if that is a node.
static bool search(Search *s, size_t from, ptrdiff_t to, VnErr *err) {
  for (size_t i = 0; i < s->rows->n; i++) s->distances[i] = INFINITY;
  s->distances[from] = 0, s->before[from] = -1;
  s->n_waiting = 0;
  wait_for(s, (int32_t)from, 0);
  while (s->n_waiting > 0) {
    if (s->steps > LOOK_EACH) {
      if (vn_stopped(err)) return false;
      s->steps = 0;
    }
    Waiting nearest = take_nearest(s);
    if (nearest.node == to) break;
    if (nearest.distance <= s->distances[nearest.node]) {
      look_around(s, nearest);
    }
  }
  s->steps += s->rows->n / 8;  // for setting all distances
  return true;
}


// ---- one path ----

static bool find_node(const VnGraph *g, const char *name, ptrdiff_t *at,
                      VnErr *err) {
  *at = vn_names_find(g->nodes, name);
  return *at >= 0 || vn_fail(err, "path: no node \"%s\"%s", name,
                             vn_names_hint(g->nodes, name));
}

static VnFrame *walk_back(const VnGraph *g, const Search *s, int32_t to,
                          VnErr *err) {
  static const char *const labels[] = {"node", "distance"};
  size_t n = 0;
  for (int32_t i = to; i >= 0; i = s->before[i]) n++;
  VnColumn *all = vn_column_of_names(g->nodes);
  VnColumn *columns[] = {all ? vn_column_new(VN_TEXT, n) : NULL,
                         vn_column_new(VN_NUMBER, n)};
  if (columns[0]) columns[0]->dict = vn_dict_share(all->dict);
  bool enough = columns[0] && columns[1];
  for (int32_t i = to; enough && i >= 0; i = s->before[i]) {
    columns[0]->text[--n] = all->text[i];
    columns[1]->number[n] = s->distances[i];
  }
  size_t n_rows = columns[0] ? columns[0]->n : 0;
  vn_column_free(all);
  return vn_frame_of(labels, columns, 2, n_rows, g->source, err);
}

VnFrame *vn_path(const VnGraph *g, const char *from, const char *to,
                 VnLength length, bool *none, VnErr *err) {
  ptrdiff_t start, end;
  Search s = {0};
  VnFrame *path = NULL;
  *none = false;
  if (vn_stopped(err) || !find_node(g, from, &start, err) ||
      !find_node(g, to, &end, err)) {
    return NULL;
  }
  if (search_room(&s, g, length, err) && search(&s, (size_t)start, end, err)) {
    *none = isinf(s.distances[end]);
    if (!*none) path = walk_back(g, &s, (int32_t)end, err);
  }
  search_free(&s);
  return path;
}


// ---- all distances ----

static bool fill_rows(VnMatrix *m, Search *s, VnErr *err) {
  for (size_t i = 0; i < m->n_rows; i++) {
    if (!search(s, i, -1, err)) return false;
    for (size_t j = 0; j < m->n_cols; j++) {
      double distance = s->distances[j];
      *vn_matrix_cell(m, i, j) = isinf(distance) ? VN_NO_NUMBER : distance;
    }
  }
  return true;
}

VnMatrix *vn_distances(const VnGraph *g, VnLength length, VnErr *err) {
  Search s = {0};
  VnMatrix *m = NULL;
  if (vn_stopped(err)) return NULL;
  if (g->n_nodes > MOST_CELLS / (g->n_nodes + 1)) {
    vn_fail(err,
            "distances: %zu nodes make %.0f million pairs, too many for a "
            "matrix; ask for g:closeness() or g:path{}, or take a part",
            g->n_nodes, (double)g->n_nodes * (double)g->n_nodes / 1e6);
    return NULL;
  }
  bool done = search_room(&s, g, length, err) &&
              (m = vn_matrix_new(g->nodes, g->nodes, err)) &&
              vn_matrix_say(&m->source, g->source, err) &&
              fill_rows(m, &s, err);
  search_free(&s);
  if (done) return m;
  vn_matrix_free(m);
  return NULL;
}


// ---- closeness ----

static void sum_up(const Search *s, size_t i, VnColumn *columns[4]) {
  double n = 0, sum = 0, inverse = 0, others = (double)s->rows->n - 1;
  for (size_t j = 0; j < s->rows->n; j++) {
    if (j == i || isinf(s->distances[j])) continue;
    n++;
    sum += s->distances[j];
    inverse += 1 / s->distances[j];
  }
  bool alone = others < 1;
  columns[0]->number[i] = alone    ? VN_NO_NUMBER
                          : n == 0 ? 0
                                   : n / others * (n / sum);
  columns[1]->number[i] = alone ? VN_NO_NUMBER : inverse / others;
  columns[2]->integer[i] = (int64_t)n;
  columns[3]->number[i] = n > 0 ? sum / n : VN_NO_NUMBER;
}

VnFrame *vn_closeness(const VnGraph *g, VnLength length, VnErr *err) {
  static const char *const names[] = {"closeness", "harmonic", "reached",
                                      "mean_distance"};
  Search s = {0};
  VnColumn *columns[] = {vn_column_new(VN_NUMBER, g->n_nodes),
                         vn_column_new(VN_NUMBER, g->n_nodes),
                         vn_column_new(VN_INTEGER, g->n_nodes),
                         vn_column_new(VN_NUMBER, g->n_nodes)};
  bool enough = columns[0] && columns[1] && columns[2] && columns[3];
  bool done = !enough || search_room(&s, g, length, err);
  for (size_t i = 0; done && enough && i < g->n_nodes; i++) {
    done = search(&s, i, -1, err);
    if (done) sum_up(&s, i, columns);
  }
  search_free(&s);
  if (done) return vn_graph_node_frame(g, names, columns, 4, err);
  for (int k = 0; k < 4; k++) vn_column_free(columns[k]);
  return NULL;
}
