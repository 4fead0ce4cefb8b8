// Finding communities again, in the way a partition was found, in graphs that
// could have been: patents drawn anew, communities planted, pure chance.
#ifndef VN_AGAIN_H
#define VN_AGAIN_H

#include "data/graph.h"
#include "data/partition.h"

// What a partition is worth: its modularity, or for the map equation the bits
// it saves over one community.
double vn_partition_worth(const VnPartition *partition);

// By one thread and so many starts (0: as many as the partition had), without
// a look at what any number of communities would give. Where fewer nodes have
// edges than communities are wanted, each of them is one; where none has, all
// are apart.
VnPartition *vn_find_again(const VnPartition *partition, const VnGraph *graph,
                           int64_t starts, VnErr *err);

// Makes one graph; what `given` holds is shared by all threads.
typedef VnGraph *VnDraw(void *given, size_t replicate, VnErr *err);

// The same partition, with what was found in n such graphs as its runs, so
// that its stability is that over the graphs. Nodes meet by name; one that has
// no edge in a graph is apart there. `method` says what the graphs were.
VnPartition *vn_find_in_others(const VnPartition *partition, size_t n,
                               int64_t starts, VnDraw *draw, void *given,
                               const char *method, VnErr *err);

#endif
