#include "calc/picture/place.h"

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

enum { N_BESIDE = 8, N_PLACES };  // the last one: in the middle of the point

// Place k, as a step to the right and down from the point.
static VnBox box_at(const VnNamed *p, double height, int k) {
  static const double steps[N_PLACES][2] = {
      {1,   0  },
      {-1,  0  },
      {0,   -1 },
      {0,   1  },
      {.7,  -.7},
      {.7,  .7 },
      {-.7, -.7},
      {-.7, .7 },
      {0,   0  }
  };
  double reach = p->radius + GAP;
  double x = p->x + steps[k][0] * (reach + p->width / 2);
  double y = p->y + steps[k][1] * (reach + height / 2);
  if (k >= 4 && k < N_BESIDE)
    x = p->x + copysign(0.7 * reach + p->width / 2, steps[k][0]);
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

// The first of the n_places for the name of point i that covers none of the
// first n_kept points; or a box without width.
static VnBox best_box(const VnNamed *points, size_t i, size_t n_kept,
                      int n_places, double height, const VnBox *room,
                      const VnBox *boxes) {
  for (int k = 0; k < n_places; k++) {
    // The middle first, where the name may stand over its point.
    int place = n_places == N_PLACES ? (k + N_BESIDE) % N_PLACES : k;
    VnBox box = box_at(&points[i], height, place);
    if (!fits(&box, room)) continue;
    if (is_free(&box, points, n_kept, boxes, i)) return box;
  }
  return (VnBox){0, 0, 0, 0};
}

bool vn_place_names(const VnNamed *points, size_t n, double height, VnBox room,
                    bool over, VnBox *boxes, VnErr *err) {
  for (size_t i = 0; i < n; i++) {
    if (vn_stopped(err)) return false;
    boxes[i] = (VnBox){0, 0, 0, 0};
    if (points[i].width <= 0) continue;
    boxes[i] = best_box(points, i, n, N_BESIDE, height, &room, boxes);
    if (!over || boxes[i].right > boxes[i].left) continue;
    boxes[i] = best_box(points, i, i, N_PLACES, height, &room, boxes);
  }
  return true;
}
