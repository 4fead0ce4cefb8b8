// How central each node of a graph is.
#ifndef VN_CENTRE_H
#define VN_CENTRE_H

#include "data/frame.h"
#include "data/graph.h"

// Each gives a frame of one row for each node. Degree and strength count a
// self loop twice; where edges have directions, their columns are the sum,
// what goes out and what comes in.
VnFrame *vn_degree(const VnGraph *graph, VnErr *err);
VnFrame *vn_strength(const VnGraph *graph, VnErr *err);

// Through how many shortest paths between two other nodes a node lies, paths
// of equal length sharing one. `weighted`: an edge is as long as 1 / weight.
VnFrame *vn_betweenness(const VnGraph *graph, bool weighted, VnErr *err);

#endif
