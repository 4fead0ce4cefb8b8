#include "calc/picture/hull.h"

#include <stdlib.h>

static int by_place(const void *a, const void *b) {
  const VnSpot *p = a, *q = b;
  if (p->x != q->x) return p->x < q->x ? -1 : 1;
  return (p->y > q->y) - (p->y < q->y);
}

// Above 0 when c lies to the left of the way from a to b.
static double turn(const VnSpot *a, const VnSpot *b, const VnSpot *c) {
  return (b->x - a->x) * (c->y - a->y) - (b->y - a->y) * (c->x - a->x);
}

// Drops the last corners, down to `least`, that p makes needless.
static size_t keep_turning(const VnSpot *hull, size_t k, size_t least,
                           const VnSpot *p) {
  while (k >= least && turn(&hull[k - 2], &hull[k - 1], p) <= 0) k--;
  return k;
}

size_t vn_convex_hull(VnSpot *spots, size_t n, VnSpot *hull) {
  size_t k = 0;
  qsort(spots, n, sizeof *spots, by_place);
  for (size_t i = 0; i < n; i++) {
    k = keep_turning(hull, k, 2, &spots[i]);
    hull[k++] = spots[i];
  }
  for (size_t i = n - (n > 0), least = k + 1; i > 0; i--) {
    k = keep_turning(hull, k, least, &spots[i - 1]);
    hull[k++] = spots[i - 1];
  }
  return k > 1 ? k - 1 : k;
}
