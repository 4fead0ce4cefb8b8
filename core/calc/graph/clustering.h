// How often the neighbours of a node are neighbours of each other, and how
// tightly a graph is knit as a whole. Directions are not seen.
#ifndef VN_CLUSTERING_H
#define VN_CLUSTERING_H

#include "data/frame.h"
#include "data/graph.h"

// node, triangles, clustering (Watts and Strogatz 1998), weighted (Barrat,
// Barthelemy, Pastor-Satorras and Vespignani 2004). Missing where a node has
// less than two neighbours.
VnFrame *vn_clustering(const VnGraph *graph, VnErr *err);

// The share of paths over two edges that close to a triangle; NaN without
// such paths.
bool vn_transitivity(const VnGraph *graph, double *share, VnErr *err);

// The share of possible edges that there are, self loops left out; NaN for
// less than two nodes.
double vn_density(const VnGraph *graph);

#endif
