// How many edges each node of a graph has, and of what weight.
#ifndef VN_CENTRE_H
#define VN_CENTRE_H

#include "data/frame.h"
#include "data/graph.h"

// Each gives a frame of one row for each node. Degree and strength count a
// self loop twice; where edges have directions, their columns are the sum,
// what goes out and what comes in.
VnFrame *vn_degree(const VnGraph *graph, VnErr *err);
VnFrame *vn_strength(const VnGraph *graph, VnErr *err);

#endif
