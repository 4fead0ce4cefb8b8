// How far the nodes of a graph stand between others, by igraph.
#ifndef VN_CENTRE_BETWEEN_H
#define VN_CENTRE_BETWEEN_H

#include "calc/graph/path.h"
#include "data/frame.h"
#include "data/graph.h"

// node, betweenness: on how many shortest paths between two other nodes a
// node lies, paths of equal length sharing one.
VnFrame *vn_betweenness(const VnGraph *graph, VnLength length, VnErr *err);

#endif
