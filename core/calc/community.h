// Groups of nodes: those that hang together at all, and those that hang
// together more than with the rest.
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

// A row for each node with the number of its group. They count from 1, the
// largest first; among equals the one whose first node comes first.
// `quality` is modularity, or for infomap bits per step; NaN without edges.
VnFrame *vn_communities(const VnGraph *graph, const VnCommunityOptions *options,
                        double *quality, VnErr *err);

// The same for nodes joined by a path, whatever the directions of its edges.
VnFrame *vn_components(const VnGraph *graph, VnErr *err);

// Q = sum over groups c of in_c / 2W - resolution (s_c / 2W)^2, with W the
// sum of all weights, in_c twice those inside c, s_c the strengths in c
// (Newman and Girvan 2004, Reichardt and Bornholdt 2006). Directions are not
// seen. `of` gives each node's group, from 0. False: no memory.
bool vn_modularity(const VnGraph *graph, const int64_t *of, double resolution,
                   double *q);

#endif
