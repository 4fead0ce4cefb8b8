// Rows of linkages as events of two sides, before and after, with clusters:
// what drawing clusters anew needs and counts alone do not tell.
#ifndef VN_SIDES_H
#define VN_SIDES_H

#include "calc/linkage/codes.h"
#include "data/events.h"
#include "data/frame.h"

typedef struct {
  int from, to;  // years, both inside
} VnYears;

// Read as calc/linkage/cooccur.h reads them.
typedef struct {
  const char *group;  // NULL: each row is one
  const char *class, *year, *cluster;
  const char *separator;  // or NULL
  VnLevel level;
  VnYears sides[2];  // that share no year
} VnSides;

// Periods of the events are "0" and "1"; what a group has of either side is a
// group of its own. Rows of other years, without a name, or without a code of
// the level are left out. A row without a cluster has one of its own.
VnEvents *vn_side_events(const VnFrame *frame, const VnSides *how, VnErr *err);

#endif
