// A graph from a matrix, and back.
#ifndef VN_GRAPH_MATRIX_H
#define VN_GRAPH_MATRIX_H

#include "data/graph.h"
#include "data/matrix.h"

typedef struct {
  bool directed;     // from the row's name to the column's
  double threshold;  // smaller cells make no edge; NaN: every cell but 0 does
  bool loops;        // the diagonal counts
} VnGraphCells;

// Rows and columns have the same names. A matrix that is not symmetric makes
// no undirected graph.
VnGraph *vn_graph_from_matrix(const VnMatrix *matrix, const VnGraphCells *cells,
                              VnErr *err);

// The weight from each row's node to each column's, 0 where there is no edge.
VnMatrix *vn_graph_to_matrix(const VnGraph *graph, VnErr *err);

#endif
