// The edges of a graph that carry it: those heavier than chance would make
// them, or each node's heaviest. Self loops are not judged and left out.
#ifndef VN_BACKBONE_H
#define VN_BACKBONE_H

#include "data/frame.h"
#include "data/graph.h"

// At which of its ends an edge must stand out. Where edges have directions,
// `from` compares it with what goes out there, `to` with what comes in.
typedef enum { VN_AT_EITHER, VN_AT_BOTH, VN_AT_FROM, VN_AT_TO } VnEnd;

// from, to, weight, p_from, p_to: how likely an edge takes so large a share of
// its node's strength when that is cut at random among its k edges:
// (1 - share)^(k - 1), 1 for a node's only edge (Serrano, Boguna and
// Vespignani 2009).
VnFrame *vn_disparity(const VnGraph *graph, VnErr *err);

// All nodes, and the edges whose p is below alpha.
VnGraph *vn_backbone(const VnGraph *graph, double alpha, VnEnd at, VnErr *err);

// All nodes, and the edges among a node's k heaviest; equal ones all stay.
VnGraph *vn_heaviest(const VnGraph *graph, int64_t k, VnEnd at, VnErr *err);

#endif
