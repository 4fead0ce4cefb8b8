// How central a node is to one that walks over the edges, by igraph.
#ifndef VN_CENTRE_WALK_H
#define VN_CENTRE_WALK_H

#include "data/frame.h"
#include "data/graph.h"

// node, pagerank: how often a walker is there who follows edges by their
// weights, or with probability 1 - damping goes anywhere (Brin and Page 1998).
VnFrame *vn_pagerank(const VnGraph *graph, double damping, VnErr *err);

// node, eigenvector: as central as its neighbours together, by weights; the
// greatest is 1 (Bonacich 1972). Fails on a graph with directions or one that
// falls into parts, where it has no one answer.
VnFrame *vn_eigenvector(const VnGraph *graph, VnErr *err);

#endif
