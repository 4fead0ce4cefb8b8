// A graph from a frame, and frames from a graph.
#ifndef VN_GRAPH_FRAME_H
#define VN_GRAPH_FRAME_H

#include "data/frame.h"
#include "data/graph.h"

typedef struct {
  const char *from, *to;  // columns of names: text or integer
  const char *weight;     // a column of numbers; NULL: each row weighs 1
  bool directed;
  const char *unread;  // what the rows' file said besides, or NULL
  VnNames *nodes;      // all there may be, in their order; NULL: those of the
                       // rows, sorted
} VnGraphRows;

VnGraph *vn_graph_from_frame(const VnFrame *frame, const VnGraphRows *rows,
                             VnErr *err);

// from, to, weight, and what else is said of edges.
VnFrame *vn_graph_edges(const VnGraph *graph, VnErr *err);

#define VN_GRAPH_COLUMNS 8  // most of the columns below

// The names at those places, as a column. NULL: no memory.
VnColumn *vn_column_of_places(const VnNames *names, const int32_t *places,
                              size_t n);

// "node", and a column for each further name. Takes the columns over, also
// when it fails; one that is NULL is said to be for want of memory.
VnFrame *vn_graph_node_frame(const VnGraph *graph, const char *const *names,
                             VnColumn **columns, size_t n, VnErr *err);

#endif
