// A weighted undirected network in compressed rows, as the community
// detectors read it. Weights are whole numbers of a fine grain, so sums of
// them are exact in any order, and nodes stand in an order of their own:
// the same network gives the same rows whatever its unit of weight and
// whatever order its nodes and ties came in.
#ifndef VN_NETWORK_H
#define VN_NETWORK_H

#include <stddef.h>
#include <stdint.h>

#include "data/graph.h"

typedef struct {
  int32_t n;
  int64_t *offsets;     // row i is offsets[i] .. offsets[i + 1] - 1
  int32_t *neighbours;  // never the node itself
  double *weights;
  double *loops;      // twice the weight of a node's tie to itself
  double *strengths;  // the loop and the row together
  double total;       // all strengths: twice the weight of all ties
  double grain;       // what a grain weighs in the graph
  int32_t *place;     // each node's place in the graph
} VnNetwork;

// The nodes that have edges, ordered by the weights of their surroundings,
// equal ones by name. Fails on a graph with directions or without edges.
VnNetwork *vn_network_new(const VnGraph *graph, VnErr *err);

// The network of groups 0 .. n_groups - 1, with what their strengths and
// loops are; rows only for those below n_rows.
VnNetwork *vn_network_contract(const VnNetwork *net, const int32_t *group,
                               int32_t n_groups, int32_t n_rows, VnErr *err);
void vn_network_free(VnNetwork *net);

#endif
