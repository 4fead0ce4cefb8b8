// What communities are worth beside those of networks joined at random.
#ifndef VN_NULL_H
#define VN_NULL_H

#include "data/events.h"
#include "data/frame.h"
#include "data/graph.h"
#include "data/partition.h"

typedef struct {
  int64_t replicates;
  int64_t starts;  // of each; 0: as many as the partition had
  uint64_t seed;
  const VnEvents *events;  // the network is of these; NULL: not said
  bool within;             // shuffled within their periods
  int64_t top;             // strongest edges of each node that are kept; 0: all
} VnNullModel;

typedef struct {
  VnFrame *replicates;  // replicate, quality, communities
  double observed, mean, sd, z;
  double p;  // (1 + replicates at least as good) / (1 + replicates)
} VnNull;

// `graph` is what the partition was found in. Each replicate rewires it (see
// calc/graph/rewire.h), or shuffles the events that it was made of (see
// calc/chance/curveball.h) and joins them anew, and finds communities in the same
// way. Quality is the modularity, or for the map equation the bits saved over
// one community.
bool vn_null(const VnPartition *partition, const VnGraph *graph,
             const VnNullModel *model, VnNull *null, VnErr *err);

#endif
