// How far a node's neighbours are tied to each other, which leaves it little
// room between them. Directions are not seen.
#ifndef VN_CONSTRAINT_H
#define VN_CONSTRAINT_H

#include "data/frame.h"
#include "data/graph.h"

// node, constraint, effective_size, efficiency (Burt 1992); missing where a
// node has no neighbour.
VnFrame *vn_constraint(const VnGraph *graph, VnErr *err);

#endif
