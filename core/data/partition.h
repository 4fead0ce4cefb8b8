// The partition: which community each node of a graph is in, what that is
// worth, and the runs it was chosen from.
#ifndef VN_PARTITION_H
#define VN_PARTITION_H

#include <stdbool.h>
#include <stdint.h>

#include "data/err.h"
#include "data/names.h"

#define VN_AS_GOOD 1e-12  // a difference in quality that is none
#define VN_APART (-1)     // of a node without edges: no community

typedef struct {
  VnNames *nodes;
  int32_t *of;  // each node's community, 0 for the largest, or VN_APART
  int32_t n_communities;
  size_t n_apart;
  double modularity;  // at this resolution
  double resolution;
  double energy;      // of the Potts model, in the unit of the weights
  double codelength;  // bits per step
  double entropy;     // the same with all nodes in one community
  char *source;       // where the edges came from, or NULL

  // how it was found; no runs: it was given
  char *method;
  bool annealed;
  int32_t at_least, at_most;  // communities wanted; 0: any number
  uint64_t seed;
  int64_t patience;  // of each run; 0: by the size
  size_t n_runs;
  int32_t *runs;    // each run's communities, as in `of`, run after run
  bool shorter;     // the quality is a codelength, else modularity
  double *quality;  // of each run
  int32_t *counts;  // communities of each run
  size_t best;      // the run that was chosen
  double free;      // modularity with any number of communities, or NaN
} VnPartition;

// All nodes apart; room for the runs, if any, each of which is made by
// vn_partition_run: all of them at once may take seconds. Shares the names.
VnPartition *vn_partition_new(VnNames *nodes, const char *method,
                              const char *source, size_t n_runs, VnErr *err);
void vn_partition_free(VnPartition *partition);

// The communities of a run that is about to be told, all nodes apart as yet.
int32_t *vn_partition_run(VnPartition *partition, size_t run);

// How many runs were as good as the best, and what that lacks of `free` (or
// NaN).
size_t vn_partition_n_best(const VnPartition *partition);
double vn_partition_gap(const VnPartition *partition);

// The number of communities in `of`, whose numbers may be any from 0 below
// n; renumbers them, the largest first, among equals the one with the first
// name in the order of bytes. -1: no memory.
int32_t vn_partition_number(const VnNames *nodes, int32_t *of, VnErr *err);

#endif
