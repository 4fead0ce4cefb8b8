// How far the runs that a partition was chosen from agree with it and with
// each other.
#ifndef VN_STABILITY_H
#define VN_STABILITY_H

#include "data/frame.h"
#include "data/matrix.h"
#include "data/partition.h"

// node, community, stability: the mean over all runs of how far the node's
// company is the same, those in both companies over those in either; 0 where
// it is apart.
VnFrame *vn_node_stability(const VnPartition *partition, VnErr *err);

// community, size, stability: the mean over all runs of the community's
// likeness to the likest one of the run (Jaccard; Hennig, "Cluster-wise
// assessment of cluster stability", 2007).
VnFrame *vn_community_stability(const VnPartition *partition, VnErr *err);

// communities, runs, quality: how often each number was found, and the best
// quality with it.
VnFrame *vn_numbers_found(const VnPartition *partition, VnErr *err);

// a, b, vi, nmi, adjusted_rand: each pair of runs.
VnFrame *vn_between_runs(const VnPartition *partition, VnErr *err);

// In what share of the runs the nodes of row and column are together; 1 on
// the diagonal.
VnMatrix *vn_together(const VnPartition *partition, VnErr *err);

#endif
