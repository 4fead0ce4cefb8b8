// Where the names of points stand so that none covers another name or leaves
// the picture; nor a point, unless that is said.
#ifndef VN_PLACE_H
#define VN_PLACE_H

#include <stdbool.h>
#include <stddef.h>

#include "data/err.h"

typedef struct {
  double x, y, radius;  // the point
  double width;         // of its name; 0: it has none, but is not covered
} VnNamed;

typedef struct {
  double left, top, right, bottom;
} VnBox;

// The boxes of the names, of that height, in their order: who comes first has
// the choice of eight places around its point (Yoeli 1972: right, left, above,
// below, then the corners). With `over`, one that finds no room stands in the
// middle of its point or beside it, over points that come later, but over no
// name. A box without width: there was no room. Interrupts are heard.
bool vn_place_names(const VnNamed *points, size_t n, double height, VnBox room,
                    bool over, VnBox *boxes, VnErr *err);

#endif
