// Parts of a graph that are graphs. Attributes of nodes go with them; what is
// said of the rows a graph was made of stays behind.
#ifndef VN_SUBGRAPH_H
#define VN_SUBGRAPH_H

#include "data/frame.h"
#include "data/graph.h"

// The nodes that `kept` says, in their order, and the edges between them.
VnGraph *vn_subgraph(const VnGraph *graph, const bool *kept, VnErr *err);

// The same of names, in any order; one that is no node fails.
VnGraph *vn_subgraph_of(const VnGraph *graph, const VnNames *names, VnErr *err);

// All nodes, and the edges that `kept` says.
VnGraph *vn_graph_thinned(const VnGraph *graph, const bool *kept, VnErr *err);

// The largest of the parts that hang together, whatever the directions.
VnGraph *vn_main_component(const VnGraph *graph, VnErr *err);

// Without the nodes that no edge joins to another.
VnGraph *vn_without_isolates(const VnGraph *graph, VnErr *err);

// Without directions; edges both ways are added up.
VnGraph *vn_graph_undirected(const VnGraph *graph, VnErr *err);

// The same graph, of which what was said of its rows stays true.
VnGraph *vn_graph_copy(const VnGraph *graph, VnErr *err);

#endif
