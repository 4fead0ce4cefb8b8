// What became of communities from one partition to a later one.
#ifndef VN_CHANGE_H
#define VN_CHANGE_H

#include "data/frame.h"
#include "data/partition.h"

typedef struct {
  VnFrame *flows;   // from, to, nodes: missing where nodes came or went
  VnFrame *before;  // community, size, fate, next, shared
  VnFrame *after;   // community, size, origin, previous, shared
  VnFrame *movers;  // node, from, to: not to the next of their community
} VnChange;

// Nodes meet by name. Communities are paired one to one so that pairs share
// as many nodes as can be (`next`, `previous`). Two communities are linked
// when they share at least `share` of either's nodes; by its links a
// community continued, split, merged, died, was born or split off. Without a
// pair `next` is the strongest link: into what it merged, of what it split.
bool vn_change(const VnPartition *before, const VnPartition *after,
               double share, VnChange *change, VnErr *err);
void vn_change_free(VnChange *change);

#endif
