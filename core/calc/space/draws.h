// Partitions beside what is found in graphs that could have been: the runs of
// what these functions give are what was found in each of them.
#ifndef VN_DRAWS_H
#define VN_DRAWS_H

#include "data/events.h"
#include "data/graph.h"
#include "data/partition.h"

typedef struct {
  int64_t replicates;
  int64_t starts;  // of each; 0: as many as the partition had
  uint64_t seed;
} VnDraws;

// In networks in which the partition is planted: rewired within and between
// its communities (see calc/graph/rewire.h). What is found there tells whether the
// search would see such communities if they are there.
VnPartition *vn_planted(const VnPartition *partition, const VnGraph *graph,
                        const VnDraws *draws, VnErr *err);

// In the networks of events drawn anew, of which the `top` strongest edges of
// each node are kept (0: all).
VnPartition *vn_resampled(const VnPartition *partition, const VnEvents *events,
                          int64_t top, const VnDraws *draws, VnErr *err);

// In the networks of events that chance could have made with the same margins
// (see calc/chance/curveball.h), thinned out in the same way.
VnPartition *vn_shuffled(const VnPartition *partition, const VnEvents *events,
                         int64_t top, const VnDraws *draws, VnErr *err);

#endif
