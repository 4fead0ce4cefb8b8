#include "calc/picture/clip.h"

#include <math.h>
#include <string.h>

typedef enum { LEFT, RIGHT, TOP, BOTTOM } Edge;

// Above 0 inside.
static double inside_by(const VnSpot *p, const VnBox *w, Edge edge) {
  switch (edge) {
    case LEFT: return p->x - w->left;
    case RIGHT: return w->right - p->x;
    case TOP: return p->y - w->top;
    case BOTTOM: return w->bottom - p->y;
  }
  return 0;
}

static VnSpot crossing(const VnSpot *a, const VnSpot *b, double in_a,
                       double in_b) {
  double part = in_a / (in_a - in_b);
  return (VnSpot){a->x + part * (b->x - a->x), a->y + part * (b->y - a->y)};
}

static size_t clip_edge(const VnSpot *from, size_t n, const VnBox *window,
                        Edge edge, size_t room, VnSpot *to) {
  size_t k = 0;
  for (size_t i = 0; i < n && k + 2 <= room; i++) {
    const VnSpot *a = &from[i], *b = &from[(i + 1) % n];
    double in_a = inside_by(a, window, edge), in_b = inside_by(b, window, edge);
    if (in_a >= 0) to[k++] = *a;
    if ((in_a >= 0) != (in_b >= 0)) to[k++] = crossing(a, b, in_a, in_b);
  }
  return k;
}

size_t vn_clip_ring(const VnSpot *ring, size_t n, VnBox window, VnSpot *to,
                    VnSpot *spare) {
  size_t room = 16 * n + 16;
  size_t k = clip_edge(ring, n, &window, LEFT, room, spare);
  k = clip_edge(spare, k, &window, RIGHT, room, to);
  k = clip_edge(to, k, &window, TOP, room, spare);
  return clip_edge(spare, k, &window, BOTTOM, room, to);
}

size_t vn_thin_ring(VnSpot *ring, size_t n, double least) {
  size_t k = n > 0;
  for (size_t i = 1; i < n; i++) {
    if (hypot(ring[i].x - ring[k - 1].x, ring[i].y - ring[k - 1].y) >= least) {
      ring[k++] = ring[i];
    }
  }
  return k;
}
