// How likely chance alone brings codes together in as many windows. Windows
// overlap and are not apart from each other, but units are, given how many
// codes each has: with the chances of calc/chance/bipartite.h a chain over the units
// of a source, which knows how long ago each of two codes was met, gives the
// exact distribution of the number of windows with both.
#ifndef VN_CODING_NEAR_H
#define VN_CODING_NEAR_H

#include "calc/coding/events.h"
#include "calc/linkage/pairs.h"

// The chance of at least pairs->count windows with both codes of each pair,
// where each code keeps its number of units and each unit its number of codes,
// in expectation. Where that would take minutes, of the judged pairs alone;
// NaN where it is not worked out.
bool vn_coding_near(const VnCoding *coding, const VnCodingView *windows,
                    const VnPairCounts *pairs, const bool *judged, double *p,
                    VnErr *err);

#endif
