// The outline that is laid around points.
#ifndef VN_HULL_H
#define VN_HULL_H

#include <stddef.h>

typedef struct {
  double x, y;
} VnSpot;

// The corners of the convex hull of n spots, in their order around it
// (Andrew's monotone chain, 1979): `hull`, with room for 2 n + 1, takes them and
// the answer is how many. Sorts the spots.
size_t vn_convex_hull(VnSpot *spots, size_t n, VnSpot *hull);

#endif
