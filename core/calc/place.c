#include "calc/place.h"

#include <math.h>

#include "data/stop.h"

#define GAP 2.0  // between a point and its name

static bool meet(const VnBox *a, const VnBox *b) {
  return a->left < b->right && b->left < a->right && a->top < b->bottom &&
         b->top < a->bottom;
}

static bool covers(const VnBox *box, const VnNamed *point) {
  double x = fmax(box->left, fmin(point->x, box->right));
  double y = fmax(box->top, fmin(point->y, box->bottom));
  return hypot(x - point->x, y - point->y) < point->radius;
}

static bool fits(const VnBox *box, const VnBox *room) {
  return box->left >= room->left && box->right <= room->right &&
         box->top >= room->top && box->bottom <= room->bottom;
}

// Place k of the eight, as a step to the right and down from the point.
static VnBox box_at(const VnNamed *p, double height, int k) {
  static const double steps[8][2] = {
      {1,   0  },
      {-1,  0  },
      {0,   -1 },
      {0,   1  },
      {.7,  -.7},
      {.7,  .7 },
      {-.7, -.7},
      {-.7, .7 }
  };
  double reach = p->radius + GAP;
  double x = p->x + steps[k][0] * (reach + p->width / 2);
  double y = p->y + steps[k][1] * (reach + height / 2);
  if (k >= 4) x = p->x + copysign(0.7 * reach + p->width / 2, steps[k][0]);
  return (VnBox){x - p->width / 2, y - height / 2, x + p->width / 2,
                 y + height / 2};
}

static bool is_free(const VnBox *box, const VnNamed *points, size_t n,
                    const VnBox *boxes, size_t n_placed) {
  for (size_t i = 0; i < n; i++) {
    if (covers(box, &points[i])) return false;
  }
  for (size_t i = 0; i < n_placed; i++) {
    if (boxes[i].right > boxes[i].left && meet(box, &boxes[i])) return false;
  }
  return true;
}

bool vn_place_names(const VnNamed *points, size_t n, double height, VnBox room,
                    VnBox *boxes, VnErr *err) {
  for (size_t i = 0; i < n; i++) {
    if (vn_stopped(err)) return false;
    boxes[i] = (VnBox){0, 0, 0, 0};
    for (int k = 0; k < 8 && points[i].width > 0; k++) {
      VnBox box = box_at(&points[i], height, k);
      if (!fits(&box, &room) || !is_free(&box, points, n, boxes, i)) continue;
      boxes[i] = box;
      break;
    }
  }
  return true;
}
