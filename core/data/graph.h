// The graph: a network of named nodes, joined by edges that have a weight.
// Two edges never join the same nodes: weights of such are added up.
#ifndef VN_GRAPH_H
#define VN_GRAPH_H

#include <stddef.h>
#include <stdint.h>

#include "data/err.h"
#include "data/frame.h"
#include "data/names.h"

typedef struct {
  VnNames *nodes;
  size_t n_nodes, n_edges;
  bool directed;
  int32_t *from, *to;   // places in nodes, in order of from, then of to; where
                        // edges have no direction, from <= to
  double *weight;       // finite and above 0
  VnFrame *attributes;  // of the nodes, a row for each; NULL: none
  VnFrame *said;        // of the edges besides, a row for each; NULL: nothing
  char *source;         // where the edges came from, or NULL
  char *unread;         // what a file said that has no place here, or NULL
  size_t n_added;       // how many were added to one that stood already
  size_t n_loops;       // edges of a node with itself
  size_t n_left_out;    // without a name or weight, or of weight 0
} VnGraph;

// Edges as they come: in any order, one pair of nodes more than once.
typedef struct {
  size_t n;
  int32_t *from, *to;
  double *weight;
} VnEdges;

bool vn_edges_new(VnEdges *edges, size_t room, VnErr *err);  // n is 0
void vn_edges_free(VnEdges *edges);
void vn_edges_add(VnEdges *edges, size_t from, size_t to, double weight);

// Shares the names and takes what the edges hold over, if it succeeds.
VnGraph *vn_graph_new(VnNames *nodes, bool directed, VnEdges *edges,
                      const char *source, VnErr *err);
void vn_graph_free(VnGraph *graph);

// The same nodes in the same order, the same edges, and of both the same is said.
bool vn_graph_equal(const VnGraph *a, const VnGraph *b);

#endif
