// Where a graph would fall apart: at single edges and at single nodes.
// Directions are not seen.
#ifndef VN_BRIDGE_H
#define VN_BRIDGE_H

#include "data/frame.h"
#include "data/graph.h"

// from, to, weight: the edges without which more parts would be.
VnFrame *vn_bridges(const VnGraph *graph, VnErr *err);

// node, parts: the nodes without which their component would fall into parts,
// and into how many.
VnFrame *vn_articulation(const VnGraph *graph, VnErr *err);

#endif
