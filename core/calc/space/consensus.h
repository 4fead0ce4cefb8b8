// What many runs agree on.
#ifndef VN_CONSENSUS_H
#define VN_CONSENSUS_H

#include "data/graph.h"
#include "data/partition.h"

// Nodes are joined by the share of runs in which they are together, where it
// is at least `threshold`; the communities of that network are found again,
// by modularity, until all runs agree (Lancichinetti and Fortunato,
// "Consensus clustering in complex networks", 2012). `graph` is what the
// partition was found in, and what the consensus is measured by.
VnPartition *vn_consensus(const VnPartition *partition, const VnGraph *graph,
                          double threshold, VnErr *err);

#endif
