// Hierarchical clustering: the two nearest groups become one, again and
// again, until one is left. Of equally near pairs the one whose first members
// stand first is taken, so that the same matrix always gives the same tree.
#ifndef VN_CLUSTER_H
#define VN_CLUSTER_H

#include "data/matrix.h"
#include "data/tree.h"

// How far a group is from a merged one, seen from its two parts.
typedef enum { VN_AVERAGE, VN_SINGLE, VN_COMPLETE, VN_WARD } VnLinkage;

// From distances, or from similarities (the distance is then 1 - similarity):
// a square, symmetric matrix without missing cells off its diagonal.
VnTree *vn_cluster(const VnMatrix *matrix, bool similarities, VnLinkage linkage,
                   VnErr *err);

#endif
