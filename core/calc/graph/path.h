// Shortest paths, along the directions of edges.
#ifndef VN_PATH_H
#define VN_PATH_H

#include "data/frame.h"
#include "data/graph.h"
#include "data/matrix.h"

// How long an edge is. Weights that are strengths make short edges.
typedef enum { VN_LENGTH_ONE, VN_LENGTH_INVERSE, VN_LENGTH_WEIGHT } VnLength;

// The words an analyst says them by; ends with NULL.
extern const char *const vn_lengths[];

// node, distance: the nodes on a shortest path and how far each is from the
// start. NULL and *none: there is no path.
VnFrame *vn_path(const VnGraph *graph, const char *from, const char *to,
                 VnLength length, bool *none, VnErr *err);

// From each row's node to each column's; missing where there is no path.
VnMatrix *vn_distances(const VnGraph *graph, VnLength length, VnErr *err);

// node, closeness, harmonic, reached, mean_distance, over the r nodes reached
// out of n - 1 others:
//   closeness  r / (n - 1) x r / sum of distances (Wasserman and Faust 1994)
//   harmonic   sum of 1 / distance, over n - 1 (Marchiori and Latora 2000)
VnFrame *vn_closeness(const VnGraph *graph, VnLength length, VnErr *err);

#endif
