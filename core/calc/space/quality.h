// What a partition is worth, worked out from its definition.
#ifndef VN_QUALITY_H
#define VN_QUALITY_H

#include "calc/space/network.h"
#include "data/partition.h"

// sum over communities c of in_c / 2W - resolution (s_c / 2W)^2, with W the
// sum of all weights, in_c twice those inside c, s_c the strengths in c
// (Newman and Girvan 2004; Reichardt and Bornholdt 2006); the energy of their
// Potts model is - W times that.
//
// plogp(sum q_c) - 2 sum plogp(q_c) - sum plogp(p_a) + sum plogp(q_c + p_c)
// in bits, with q_c the weight that leaves c over 2W, p_a the strength of
// node a over 2W, p_c that of c (Rosvall, Axelsson and Bergstrom 2009).
//
// Fills these, and counts the nodes that are apart. The first and the last are
// the same to the last bit whatever the unit of weight and the order of nodes
// and edges.
bool vn_measure_partition(VnPartition *partition, const VnNetwork *net,
                          VnErr *err);

// The part of the codelength that no partition changes:
// - sum plogp(p_a).
double vn_node_entropy(const VnNetwork *net);

#endif
