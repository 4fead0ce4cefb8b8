// From events to the network of what goes together.
#ifndef VN_PROJECT_H
#define VN_PROJECT_H

#include "data/events.h"
#include "data/graph.h"

#define VN_GROUP_MOST 5000  // members of a group that are paired

// Two nodes are joined by the number of groups that hold both. `nodes` are
// the members that count (NULL: all), `times` how often each group does
// (NULL: once). Fails on a group of more than VN_GROUP_MOST nodes.
VnGraph *vn_project(const VnEvents *events, VnNames *nodes,
                    const uint32_t *times, VnErr *err);

#endif
