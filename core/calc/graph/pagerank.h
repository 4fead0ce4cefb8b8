// How often a walker is at each node who follows edges.
#ifndef VN_PAGERANK_H
#define VN_PAGERANK_H

#include "data/frame.h"
#include "data/graph.h"

// node, pagerank: of a walker who follows edges by their weights, or, with
// probability 1 - damping and where no edge goes on, goes anywhere. All add up
// to 1. A self loop without a direction is an edge twice.
// Source: Brin and Page, The anatomy of a large-scale hypertextual web search
// engine, 1998; as a system of linear equations: Gleich, PageRank beyond the
// web, SIAM Review 57 (2015).
VnFrame *vn_pagerank(const VnGraph *graph, double damping, VnErr *err);

#endif
