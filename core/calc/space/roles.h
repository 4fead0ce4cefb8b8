// What each node is to its community and to the others.
#ifndef VN_ROLES_H
#define VN_ROLES_H

#include "data/frame.h"
#include "data/graph.h"
#include "data/partition.h"

// node, community, strength, inside, z, participation, role.
//
// `inside` is the weight of a node's ties to its own community; z tells how
// far that is above what its members have on average, in their standard
// deviations (of all members; 0 where all have the same). Participation is
// 1 - sum over communities s of (k_is / k_i)^2, k_is the weight of ties to s.
// Roles are those of Guimera and Amaral, "Functional cartography of complex
// metabolic networks" (2005). Ties of a node to itself do not count; nodes
// without other ties have no role. `graph` is what the partition is of.
VnFrame *vn_roles(const VnPartition *partition, const VnGraph *graph,
                  VnErr *err);

#endif
