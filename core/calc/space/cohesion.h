// How far each community keeps to itself.
#ifndef VN_COHESION_H
#define VN_COHESION_H

#include "data/frame.h"
#include "data/graph.h"
#include "data/partition.h"

// community, size, edges, inside, outside, density, cohesion, modularity.
//
// `edges` and `inside` count and weigh the ties within a community, `outside`
// weighs those that leave it; density is edges over pairs of members (missing
// for one member), cohesion 2 inside / (2 inside + outside), and modularity
// the community's part of the sum, at the partition's resolution (Newman and
// Girvan 2004). Ties of a node to itself weigh as ties inside but are no
// pair. `graph` may be another one, of an earlier year, say: nodes meet by
// name, and `size` counts those that it has.
VnFrame *vn_cohesion(const VnPartition *partition, const VnGraph *graph,
                     VnErr *err);

#endif
