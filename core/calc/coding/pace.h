// How fast the share of an item of a coding changes over time, with the range
// of that over the sources.
#ifndef VN_CODING_PACE_H
#define VN_CODING_PACE_H

#include "calc/coding/occurrence.h"

// Sums over sources: of units, of units x time, of units x time squared.
typedef struct {
  double units, time, squares;
} VnPaceSums;

typedef struct {
  const VnOccurrence *o;
  const double *time;    // of each period
  const uint32_t *mark;  // of each source its period
  VnPaceSums sums;
} VnPace;

// For vn_permute: looks at other periods of the sources; then z of Cochran and
// Armitage of an item, NaN where it never varies.
void vn_pace_look(void *test, const uint32_t *mark);
double vn_pace_z(void *test, size_t item);

typedef struct {
  double slope;   // change of its share by one of time: least squares, periods
                  // weighing as many units as they have
  double growth;  // the same over its share
} VnPaceOf;

VnPaceOf vn_pace_of(const VnPace *pace, size_t item);

typedef struct {
  size_t n_replicates;
  uint64_t seed;
  double confidence;
} VnPaceDraws;

// Of each item the middle part of both when sources are drawn anew; with fewer
// than VN_FEW_CLUSTERS sources their least and greatest with one left out. NaN
// where fewer than two have a value.
typedef struct {
  double *low, *high, *growth_low, *growth_high;
} VnPaceRanges;

bool vn_pace_ranges(const VnPace *pace, VnPaceDraws plan,
                    const VnPaceRanges *to, VnErr *err);

#endif
