// What is different between two graphs whose nodes meet by name.
#ifndef VN_GRAPH_COMPARE_H
#define VN_GRAPH_COMPARE_H

#include "data/frame.h"
#include "data/graph.h"

typedef struct {
  VnFrame *edges;  // from, to, before, after, difference, change
  VnFrame *nodes;  // node, gained, lost, kept, overlap, before, after
  size_t n_gained, n_lost, n_kept;
  double jaccard;   // kept edges over all that either has; NaN: none has any
  double weighted;  // the smaller weights over the larger (Ruzicka 1958)
} VnGraphChange;

// From one to the other. Weight 0: no edge there; `overlap` is the share of a
// node's neighbours, before or after, that it kept; the node's `before` and
// `after` are strengths. Fails when only one of them has directions.
bool vn_graph_compare(const VnGraph *before, const VnGraph *after,
                      VnGraphChange *change, VnErr *err);

#endif
