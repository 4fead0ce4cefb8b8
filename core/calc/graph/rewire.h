// A network with the same nodes, degrees and weights as a graph, and nearly
// the same strengths, but otherwise joined at random.
#ifndef VN_REWIRE_H
#define VN_REWIRE_H

#include "calc/chance/random.h"
#include "data/graph.h"

// Edges swap ends, ten times as often as there are edges (Maslov and Sneppen
// 2002); then the weights are dealt out again so that strengths come near
// (Rubinov and Sporns, "Weight-conserving characterization of complex
// functional brain networks", 2011), and exchanged where they come nearer.
// Self loops stay. The same for any order of nodes. Without directions.
VnGraph *vn_rewire(const VnGraph *graph, VnRandom *random, VnErr *err);

// The same with communities planted: each node keeps how many edges it has,
// each two communities (and each with itself) how many join them and what
// these weigh. `of` gives each node's community.
VnGraph *vn_rewire_within(const VnGraph *graph, const int32_t *of,
                          VnRandom *random, VnErr *err);

#endif
