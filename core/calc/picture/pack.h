// Intervals in the fewest tracks: none meets another of its own track.
#ifndef VN_PACK_H
#define VN_PACK_H

#include <stddef.h>

#include "data/err.h"

typedef struct {
  double from, to;
  size_t track;  // found, from 0
} VnInterval;

// At least `gap` lies between neighbours. Leaves the number of tracks, the
// fewest that there can be: intervals take the first free track in the order
// in which they begin, of several the one that comes first in the list.
bool vn_pack(VnInterval *intervals, size_t n, double gap, size_t *n_tracks,
             VnErr *err);

#endif
