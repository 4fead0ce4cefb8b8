// Groups of nodes that hang together at all, and how any groups of nodes are
// numbered and told.
#ifndef VN_COMPONENT_H
#define VN_COMPONENT_H

#include "data/frame.h"
#include "data/graph.h"

// A row for each node with the number of its group: those joined by a path,
// whatever the directions of its edges. Numbered as vn_group_frame does.
VnFrame *vn_components(const VnGraph *graph, VnErr *err);

int64_t vn_n_components(const VnGraph *graph, VnErr *err);  // -1: failed

// A row for each node with the number of its group. They count from 1, the
// largest first; among equals the one whose first node comes first. Takes the
// column over, which holds each node's group in any numbers from 0 below
// n_nodes; NULL: there was no memory for it.
VnFrame *vn_group_frame(const VnGraph *graph, const char *name,
                        VnColumn *column, VnErr *err);

#endif
