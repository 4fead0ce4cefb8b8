// Frames from a partition, and the communities that a frame says.
#ifndef VN_PARTITION_FRAME_H
#define VN_PARTITION_FRAME_H

#include "data/frame.h"
#include "data/graph.h"
#include "data/partition.h"

// node, community: from 1, the largest; missing where a node is apart.
VnFrame *vn_partition_membership(const VnPartition *partition, VnErr *err);

// community, size.
VnFrame *vn_partition_sizes(const VnPartition *partition, VnErr *err);

// run, quality (modularity or codelength), communities.
VnFrame *vn_partition_runs(const VnPartition *partition, VnErr *err);

// For each node of the graph the number, from 0, of the community that its
// row says, or VN_APART. Fails on a node with edges that has none, on one
// that stands twice and on one that the graph does not have. The caller
// frees the list.
int32_t *vn_partition_read(const VnGraph *graph, const VnFrame *frame,
                           const char *node, const char *community, VnErr *err);

#endif
