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

// Q = sum over groups c of in_c / 2W - resolution (s_c / 2W)^2, with W the
// sum of all weights, in_c twice those inside c, s_c the strengths in c
// (Newman and Girvan 2004, Reichardt and Bornholdt 2006). Directions are not
// seen. `of` gives each node's group, from 0. False: no memory.
bool vn_modularity(const VnGraph *graph, const int64_t *of, double resolution,
                   double *q);

#endif
