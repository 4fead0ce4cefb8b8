// igraph at arm's length. Its state is global, some of its long calls answer
// no interrupt, and some crash when memory runs out: so each piece of work
// runs in a forked child on a copy of the graph. Its errors and warnings are
// noted while it unwinds and said after it has returned; nothing jumps out of
// it.
#ifndef VN_GRAPH_IGRAPH_H
#define VN_GRAPH_IGRAPH_H

#include <igraph.h>

#include "data/bytes.h"
#include "data/graph.h"

// Edges and weights stand in the order of the VnGraph; the weights are told in
// units of their mean.
typedef struct {
  const VnGraph *from;
  igraph_t graph;
  igraph_vector_t weights;
} VnIgraph;

// Runs in the child, where igraph's random numbers begin at the seed. What it
// makes need not be freed: the child ends with it. After IGRAPH_SUCCESS false
// in `put` means that there was no memory for the answer.
typedef igraph_error_t VnIgraphWork(const VnIgraph *g, void *given,
                                    VnBytes *answer, bool *put);

typedef struct {
  const char *doing;  // leads every sentence
  uint64_t seed;
  VnIgraphWork *work;
  void *given;
  size_t memory;  // bytes the work needs besides what the graph's size tells
} VnIgraphTask;

// The answer is the caller's to free, also after a failure.
bool vn_igraph(const VnGraph *graph, const VnIgraphTask *task, VnBytes *answer,
               VnErr *err);

#endif
