// Rings cut at the edges of a window, and thinned to what can be seen.
#ifndef VN_CLIP_H
#define VN_CLIP_H

#include <stddef.h>

#include "calc/picture/hull.h"
#include "calc/picture/place.h"

// The part of the ring inside the window (Sutherland and Hodgman 1974): `to`
// and `spare`, each with room for 16 n + 16 spots, are written; the answer is
// how many of `to`.
size_t vn_clip_ring(const VnSpot *ring, size_t n, VnBox window, VnSpot *to,
                    VnSpot *spare);

// Drops spots nearer than `least` to the last one kept, where they stand; how
// many are left.
size_t vn_thin_ring(VnSpot *ring, size_t n, double least);

#endif
