#include "calc/graph/core_number.h"

#include "calc/counting_sort.h"
#include "calc/graph/neighbours.h"
#include "data/graph/frame.h"
#include "data/memory.h"
#include "data/stop.h"

#define DOING "cores"

// Nodes in order of the neighbours they have left, the fewest first.
typedef struct {
  const VnNeighbours *rows;
  int64_t *left;   // neighbours a node has left; in the end its core
  size_t *starts;  // where the nodes with so many left begin
  size_t *places;  // of each node in the order
  uint32_t *order;
} Peeling;

static void peeling_free(Peeling *p) {
  vn_free(p->starts);
  vn_free(p->places);
  vn_free(p->order);
}

static bool peeling_room(Peeling *p) {
  p->starts = vn_alloc(p->rows->most + 2, sizeof *p->starts);
  p->places = vn_alloc(p->rows->n, sizeof *p->places);
  p->order = vn_alloc(p->rows->n, sizeof *p->order);
  return p->starts && p->places && p->order;
}

static uint32_t n_left(const void *peeling, size_t node) {
  return (uint32_t)((const Peeling *)peeling)->left[node];
}

static void sort(Peeling *p) {
  size_t n = p->rows->n;
  for (size_t i = 0; i < n; i++)
    p->left[i] = (int64_t)vn_n_neighbours(p->rows, i);
  vn_counting_sort(n, p->rows->most + 1, n_left, p, p->starts, p->order);
  for (size_t at = 0; at < n; at++) p->places[p->order[at]] = at;
}

// A node loses a neighbour: it changes places with the first of those that
// have as many left, which then begin one place later.
static void lose_one(Peeling *p, uint32_t node) {
  size_t first = p->starts[p->left[node]]++, at = p->places[node];
  uint32_t other = p->order[first];
  p->order[first] = node, p->order[at] = other;
  p->places[node] = first, p->places[other] = at;
  p->left[node]--;
}

static bool peel(Peeling *p, VnErr *err) {
  size_t steps = 0;
  for (size_t i = 0; i < p->rows->n; i++) {
    if ((i == 0 || steps > VN_STOP_EVERY) && vn_stopped(err)) return false;
    if (steps > VN_STOP_EVERY) steps = 0;
    uint32_t node = p->order[i];
    size_t end = p->rows->starts[node + 1];
    for (size_t k = p->rows->starts[node]; k < end; k++, steps++) {
      uint32_t other = (uint32_t)p->rows->nodes[k];
      if (p->left[other] > p->left[node]) lose_one(p, other);
    }
  }
  return true;
}

VnFrame *vn_core_numbers(const VnGraph *g, VnErr *err) {
  const char *name = "core";
  VnFrame *frame = NULL;
  VnNeighbours *rows = vn_neighbours(g, VN_EITHER, err);
  if (!rows) return NULL;
  VnColumn *column = vn_column_new(VN_INTEGER, g->n_nodes);
  Peeling p = {.rows = rows, .left = column ? column->integer : NULL};
  if (!column || !peeling_room(&p)) vn_fail_memory(err, DOING);
  else {
    sort(&p);
    if (peel(&p, err)) {
      frame = vn_graph_node_frame(g, &name, &column, 1, err);
      column = NULL;
    }
  }
  vn_column_free(column);
  peeling_free(&p);
  vn_neighbours_free(rows);
  return frame;
}
