// Who is next to whom: a graph in compressed rows, a row for each node with
// its neighbours in order. A node is no neighbour of itself.
#ifndef VN_NEIGHBOURS_H
#define VN_NEIGHBOURS_H

#include "data/graph.h"

// Along the directions of edges, against them, or either way: then the
// weights of edges between the same two nodes are added up. Without
// directions all are the same.
typedef enum { VN_OUT, VN_IN, VN_EITHER } VnWay;

typedef struct {
  size_t n, most;  // nodes; neighbours of the node that has the most
  size_t *starts;  // row i is starts[i] .. starts[i + 1] - 1
  int32_t *nodes;
  double *weights;
  double *strengths;  // sum of each row
} VnNeighbours;

VnNeighbours *vn_neighbours(const VnGraph *graph, VnWay way, VnErr *err);
void vn_neighbours_free(VnNeighbours *rows);

static inline size_t vn_n_neighbours(const VnNeighbours *rows, size_t i) {
  return rows->starts[i + 1] - rows->starts[i];
}

// The weight between two, 0 where there is no edge.
double vn_weight_between(const VnNeighbours *rows, size_t from, size_t to);

#endif
