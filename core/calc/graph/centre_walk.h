// How central a node is by how central its neighbours are, by igraph.
#ifndef VN_CENTRE_WALK_H
#define VN_CENTRE_WALK_H

#include "data/frame.h"
#include "data/graph.h"

// node, eigenvector: as central as its neighbours together, by weights; the
// greatest is 1 (Bonacich 1972). Fails on a graph with directions or one that
// falls into parts, where it has no one answer.
VnFrame *vn_eigenvector(const VnGraph *graph, VnErr *err);

#endif
