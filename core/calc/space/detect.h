// Finding the communities of a graph: many runs of one search, each with a
// stream of random numbers of its own, the best taken and all kept.
#ifndef VN_DETECT_H
#define VN_DETECT_H

#include "data/frame.h"
#include "data/graph.h"
#include "data/partition.h"

// Potts model: modularity at a resolution. Reichardt and Bornholdt 2006.
typedef struct {
  int64_t at_least, at_most;  // communities; 0: any number
  double resolution;
  int64_t starts;
  int64_t patience;  // rebuildings in a row that may fail; 0: by the size
  uint64_t seed;
  bool annealing;     // instead of local search
  bool without_free;  // does not look for any number of communities, too
  size_t workers;     // threads; 0: one for each processor
} VnPotts;

VnPartition *vn_potts(const VnGraph *graph, const VnPotts *potts, VnErr *err);

// Two-level map equation, without teleportation. Rosvall, Axelsson and
// Bergstrom 2009.
typedef struct {
  int64_t trials;
  int64_t patience;
  uint64_t seed;
  size_t workers;
} VnMapEquation;

VnPartition *vn_mapequation(const VnGraph *graph, const VnMapEquation *map,
                            VnErr *err);

// A partition that was found elsewhere: each node's community, a number from
// 0 below n, VN_APART only for nodes without edges; or a frame that says it.
// With a method, nodes without edges are apart whatever the frame says.
VnPartition *vn_partition_of_list(const VnGraph *graph, const int32_t *of,
                                  const char *method, double resolution,
                                  VnErr *err);
VnPartition *vn_partition_of_frame(const VnGraph *graph, const VnFrame *frame,
                                   const char *node, const char *community,
                                   const char *method, double resolution,
                                   VnErr *err);

// One of a partition's runs, counted from 1, as a partition.
VnPartition *vn_partition_of_run(const VnPartition *partition,
                                 const VnGraph *graph, int64_t run, VnErr *err);

#endif
