#include <math.h>
#include <stdlib.h>

#include "calc/picture/pack.h"
#include "calc/picture/roadmap_parts.h"
#include "data/memory.h"
#include "data/stop.h"

#define DOING "routing the links of the roadmap"


// ---- ways ----

typedef struct {
  const VnRoadmap *map;
  const VnRoadPicture *picture;
  const VnRoadRows *rows;
  double half;  // gap: the distance links keep from boxes
} Way;

// The first box of the row that ends to the right of x, or past the last.
static size_t box_after(const Way *way, size_t row, double x) {
  size_t low = way->rows->first[row], high = way->rows->first[row + 1];
  while (low < high) {
    size_t mid = low + (high - low) / 2;
    const VnRoadBox *box = &way->picture->boxes[way->rows->order[mid]];
    if (box->x + box->width + way->half > x) high = mid;
    else low = mid + 1;
  }
  return low;
}

// The place nearest to x where an upright line passes the row.
static double passage(const Way *way, size_t row, double x) {
  size_t k = box_after(way, row, x);
  if (k == way->rows->first[row + 1]) return x;
  const VnRoadBox *box = &way->picture->boxes[way->rows->order[k]];
  double left = box->x - way->half, right = box->x + box->width + way->half;
  if (x <= left) return x;
  return x - left < right - x ? left : right;
}

// True when the link needs only a level line: the next box of the same row.
static bool is_straight(const Way *way, size_t from, size_t to) {
  const VnRoadBox *a = &way->picture->boxes[from];
  const VnRoadBox *b = &way->picture->boxes[to];
  if (a->row != b->row || b->x <= a->x) return false;
  size_t k = box_after(way, a->row, a->x + a->width + way->half);
  return way->rows->order[k] == to;
}


#define SLOTS 5   // beside each other in a gap
#define MIDDLE 2  // the one in its middle

// Upright lines of links to different boxes stand beside each other rather
// than on each other, as far as slots go; none comes nearer to a box than half
// of what the middle of a gap leaves.
static double shift_of(const VnRoadmap *map, size_t link) {
  size_t slot = map->links[2 * link + 1] % SLOTS;
  return ((double)slot - MIDDLE) * vn_road_metric(map).gap / (SLOTS + 1);
}


// ---- pieces ----

static bool add_piece(VnRoadPieces *pieces, VnRoadPiece piece, VnErr *err) {
  if (pieces->n == pieces->room) {
    size_t room = pieces->room ? 2 * pieces->room : 64;
    VnRoadPiece *grown = vn_resize(pieces->pieces, room, sizeof *grown);
    if (!grown) return vn_fail_memory(err, DOING);
    pieces->pieces = grown;
    pieces->room = room;
  }
  pieces->pieces[pieces->n++] = piece;
  return true;
}

// Row by row towards the other box: in each channel as far as the next row
// lets the line pass; in the last to the box itself.
static bool route(const Way *way, size_t link, VnRoadPieces *pieces,
                  VnErr *err) {
  size_t from = way->map->links[2 * link], to = way->map->links[2 * link + 1];
  if (is_straight(way, from, to)) return true;
  const VnRoadBox *a = &way->picture->boxes[from];
  const VnRoadBox *b = &way->picture->boxes[to];
  double x = a->x + a->width + way->half, end = b->x - way->half;
  double shift = shift_of(way->map, link);
  bool up = b->row < a->row;
  size_t row = a->row;
  for (;;) {
    size_t channel = up ? row : row + 1;
    row = up ? row - 1 : row + 1;
    bool arrives = up ? row == b->row : channel >= b->row;
    double next = arrives ? end : passage(way, row, x);
    VnRoadPiece piece = {link, channel, 0, x + shift, next + shift};
    if (next != x && !add_piece(pieces, piece, err)) return false;
    if (arrives) return true;
    x = next;
  }
}


// ---- tracks ----

typedef struct {
  size_t channel, piece;
} Turn;

static int by_channel(const void *a, const void *b) {
  const Turn *p = a, *q = b;
  if (p->channel != q->channel) return p->channel < q->channel ? -1 : 1;
  return p->piece < q->piece ? -1 : p->piece > q->piece;
}

// Gives the n pieces of one channel tracks of their own.
static bool pack_channel(VnRoadPieces *pieces, const Turn *turns, size_t n,
                         double gap, VnInterval *intervals, VnErr *err) {
  for (size_t i = 0; i < n; i++) {
    const VnRoadPiece *piece = &pieces->pieces[turns[i].piece];
    intervals[i] = (VnInterval){fmin(piece->from, piece->to),
                                fmax(piece->from, piece->to), 0};
  }
  size_t *n_tracks = &pieces->n_tracks[turns->channel];
  if (!vn_pack(intervals, n, gap, n_tracks, err)) return false;
  for (size_t i = 0; i < n; i++)
    pieces->pieces[turns[i].piece].track = intervals[i].track;
  return true;
}

static bool pack_in_turn(VnRoadPieces *pieces, Turn *turns, double gap,
                         VnInterval *intervals, VnErr *err) {
  for (size_t k = 0; k < pieces->n; k++)
    turns[k] = (Turn){pieces->pieces[k].channel, k};
  qsort(turns, pieces->n, sizeof *turns, by_channel);
  for (size_t k = 0, n; k < pieces->n; k += n) {
    n = 1;
    while (k + n < pieces->n && turns[k + n].channel == turns[k].channel) n++;
    if (!pack_channel(pieces, &turns[k], n, gap, intervals, err)) return false;
  }
  return true;
}

static bool pack_pieces(VnRoadPieces *pieces, double gap, VnErr *err) {
  Turn *turns = vn_alloc(pieces->n + 1, sizeof *turns);
  VnInterval *intervals = vn_alloc(pieces->n + 1, sizeof *intervals);
  bool done = turns && intervals
                  ? pack_in_turn(pieces, turns, gap, intervals, err)
                  : vn_fail_memory(err, DOING);
  vn_free(turns);
  vn_free(intervals);
  return done;
}

bool vn_road_route(const VnRoadmap *map, const VnRoadPicture *picture,
                   const VnRoadRows *rows, VnRoadPieces *pieces, VnErr *err) {
  VnRoadMetric metric = vn_road_metric(map);
  Way way = {map, picture, rows, metric.gap / 2};
  pieces->n_tracks = vn_alloc(rows->n_rows + 1, sizeof *pieces->n_tracks);
  if (!pieces->n_tracks) return vn_fail_memory(err, DOING);
  for (size_t link = 0; link < map->n_links; link++) {
    if (vn_stopped(err) || !route(&way, link, pieces, err)) return false;
  }
  return pack_pieces(pieces, metric.track, err);
}


// ---- points ----

typedef struct {
  double *points;
  size_t n;
} Pen;

static void draw_to(Pen *pen, double x, double y) {
  pen->points[pen->n++] = x;
  pen->points[pen->n++] = y;
}

// Out of the box, along each piece, and into the other.
static size_t draw_link(const VnRoadmap *map, const VnRoadPicture *p,
                        size_t link, const VnRoadPieces *pieces, size_t k,
                        const double *channel_y, Pen *pen) {
  VnRoadMetric metric = vn_road_metric(map);
  const VnRoadBox *a = &p->boxes[map->links[2 * link]];
  const VnRoadBox *b = &p->boxes[map->links[2 * link + 1]];
  double port = metric.pad + metric.line / 2, shift = shift_of(map, link);
  double begin = a->x + a->width + metric.gap / 2 + shift;
  double end = b->x - metric.gap / 2 + shift;
  bool is_level = a->y + port == b->y + port && b->x > a->x &&
                  (k == pieces->n || pieces->pieces[k].link != link);
  draw_to(pen, a->x + a->width, a->y + port);
  if (!is_level) draw_to(pen, begin, a->y + port);
  for (; k < pieces->n && pieces->pieces[k].link == link; k++) {
    const VnRoadPiece *piece = &pieces->pieces[k];
    double y = channel_y[piece->channel] + (double)piece->track * metric.track;
    draw_to(pen, piece->from, y);
    draw_to(pen, piece->to, y);
  }
  if (!is_level) draw_to(pen, end, b->y + port);
  draw_to(pen, b->x, b->y + port);
  return k;
}

bool vn_road_points(const VnRoadmap *map, VnRoadPicture *p,
                    const VnRoadPieces *pieces, const double *channel_y,
                    VnErr *err) {
  size_t most = 8 * map->n_links + 4 * pieces->n + 1;
  p->points = vn_alloc(most, sizeof *p->points);
  p->first = vn_alloc(map->n_links + 1, sizeof *p->first);
  if (!p->points || !p->first) return vn_fail_memory(err, DOING);
  Pen pen = {p->points, 0};
  for (size_t link = 0, k = 0; link < map->n_links; link++) {
    p->first[link] = pen.n;
    k = draw_link(map, p, link, pieces, k, channel_y, &pen);
  }
  p->first[map->n_links] = pen.n;
  return true;
}
