// Groups of nodes that hang together more than with the rest.
#ifndef VN_COMMUNITY_H
#define VN_COMMUNITY_H

#include "data/frame.h"
#include "data/graph.h"

typedef enum {
  VN_LEIDEN,
  VN_LOUVAIN,
  VN_INFOMAP,
  VN_SPINGLASS
} VnCommunityMethod;

typedef struct {
  VnCommunityMethod method;
  uint64_t seed;      // of the random choices
  int64_t n_runs;     // the best of so many is taken
  double resolution;  // of modularity: more than 1 finds smaller groups
  int64_t n_spins;    // of spinglass: groups at most
} VnCommunityOptions;

// A row for each node with the number of its group, as in vn_group_frame.
// `quality` is modularity, or for infomap bits per step; NaN without edges.
VnFrame *vn_communities(const VnGraph *graph, const VnCommunityOptions *options,
                        double *quality, VnErr *err);

#endif
