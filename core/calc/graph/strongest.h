// A graph thinned out to its strongest edges.
#ifndef VN_STRONGEST_H
#define VN_STRONGEST_H

#include "data/graph.h"

// Only edges that are among the `top` heaviest of one of their nodes, and
// those that weigh as much as the last of them.
VnGraph *vn_strongest(const VnGraph *graph, int64_t top, VnErr *err);

#endif
