// What is known of the edges of a graph besides their weights.
#ifndef VN_TIE_H
#define VN_TIE_H

#include "data/frame.h"
#include "data/graph.h"

// The graph with what the frame says of its edges: `from` and `to` name the
// columns of the nodes, all others but `weight` (or NULL) are kept. Of several
// rows that say something of one edge the first counts; rows of no edge are
// passed over.
typedef struct {
  const char *from, *to, *weight;
} VnTies;

VnGraph *vn_graph_with_ties(const VnGraph *graph, const VnFrame *frame,
                            const VnTies *ties, VnErr *err);

#endif
