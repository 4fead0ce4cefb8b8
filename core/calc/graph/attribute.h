// What is known of the nodes of a graph besides their names.
#ifndef VN_ATTRIBUTE_H
#define VN_ATTRIBUTE_H

#include "data/frame.h"
#include "data/graph.h"

// The graph with the columns of a frame as attributes; `node` names the column of the
// nodes' names. A node without a row has missing attributes; `n_strangers`
// gets the number of rows that are of no node.
VnGraph *vn_graph_with_attributes(const VnGraph *graph, const VnFrame *frame,
                                  const char *node, size_t *n_strangers,
                                  VnErr *err);

// "node" and a column for each attribute.
VnFrame *vn_graph_attributes(const VnGraph *graph, VnErr *err);

#endif
