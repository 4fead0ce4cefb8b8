#include "calc/picture/roadmap.h"

#include <stdlib.h>

#include "calc/picture/label.h"
#include "calc/picture/pack.h"
#include "calc/picture/roadmap_parts.h"
#include "data/memory.h"
#include "data/stop.h"

#define DOING "placing the roadmap"

VnRoadMetric vn_road_metric(const VnRoadmap *map) {
  double size = map->size;
  return (VnRoadMetric){1.25 * size, 0.4 * size, 1.2 * size, 0.5 * size};
}

void vn_roadmap_free(VnRoadPicture *p) {
  for (size_t i = 0; i < p->n_boxes; i++) vn_free(p->boxes[i].label);
  vn_free(p->boxes);
  vn_free(p->lanes);
  vn_free(p->points);
  vn_free(p->first);
  *p = (VnRoadPicture){0};
}


// ---- boxes ----

static bool size_boxes(const VnRoadmap *map, VnRoadPicture *p, VnErr *err) {
  VnRoadMetric metric = vn_road_metric(map);
  p->width = map->width;
  for (size_t i = 0; i < map->n_items; i++) {
    const VnRoadItem *item = &map->items[i];
    VnRoadBox *box = &p->boxes[i];
    VnLabel label;
    if (vn_stopped(err) ||
        !vn_label_break(item->label, map->size, map->widest, &label, err))
      return false;
    box->label = label.text;
    box->width = label.width + 2 * metric.pad;
    if (item->to - item->from > box->width) box->width = item->to - item->from;
    box->height = (double)label.n_lines * metric.line + 2 * metric.pad;
    box->x = item->from;
    if (box->x + box->width > map->width) box->x = map->width - box->width;
    if (box->x < 0) box->x = 0;
    if (box->width > p->width) p->width = box->width;
  }
  return true;
}

// Packs the boxes of one lane into rows below those there are.
static bool pack_lane(const VnRoadmap *map, VnRoadPicture *p, size_t lane,
                      VnInterval *intervals, VnErr *err) {
  size_t n = 0, n_tracks;
  for (size_t i = 0; i < map->n_items; i++) {
    if (map->items[i].lane != lane) continue;
    const VnRoadBox *box = &p->boxes[i];
    intervals[n++] = (VnInterval){box->x, box->x + box->width, 0};
  }
  if (!vn_pack(intervals, n, vn_road_metric(map).gap, &n_tracks, err))
    return false;
  p->lanes[lane].first = p->n_rows;
  for (size_t i = 0, k = 0; i < map->n_items; i++) {
    if (map->items[i].lane == lane)
      p->boxes[i].row = p->n_rows + intervals[k++].track;
  }
  p->n_rows += n_tracks ? n_tracks : 1;  // an empty lane is still seen
  return true;
}

static bool pack_boxes(const VnRoadmap *map, VnRoadPicture *p, VnErr *err) {
  VnInterval *intervals = vn_alloc(map->n_items + 1, sizeof *intervals);
  if (!intervals) return vn_fail_memory(err, DOING);
  bool done = true;
  for (size_t lane = 0; done && lane < map->n_lanes; lane++)
    done = pack_lane(map, p, lane, intervals, err);
  vn_free(intervals);
  return done;
}


// ---- rows ----

typedef struct {
  size_t row, item;
  double x;
} Place;

static int by_row(const void *a, const void *b) {
  const Place *p = a, *q = b;
  if (p->row != q->row) return p->row < q->row ? -1 : 1;
  return p->x < q->x ? -1 : p->x > q->x;
}

static bool order_rows(const VnRoadPicture *p, VnRoadRows *rows, VnErr *err) {
  *rows = (VnRoadRows){vn_alloc(p->n_boxes + 1, sizeof(size_t)),
                       vn_alloc(p->n_rows + 1, sizeof(size_t)), p->n_rows};
  Place *places = vn_alloc(p->n_boxes + 1, sizeof *places);
  bool done = rows->order && rows->first && places;
  if (!done) vn_fail_memory(err, DOING);
  for (size_t i = 0; done && i < p->n_boxes; i++) {
    places[i] = (Place){p->boxes[i].row, i, p->boxes[i].x};
    rows->first[p->boxes[i].row + 1]++;
  }
  if (done) qsort(places, p->n_boxes, sizeof *places, by_row);
  for (size_t i = 0; done && i < p->n_boxes; i++)
    rows->order[i] = places[i].item;
  for (size_t r = 0; done && r < p->n_rows; r++)
    rows->first[r + 1] += rows->first[r];
  vn_free(places);
  return done;
}

static double row_height(const VnRoadmap *map, const VnRoadPicture *p,
                         const VnRoadRows *rows, size_t row) {
  VnRoadMetric metric = vn_road_metric(map);
  double height = metric.line + 2 * metric.pad;
  for (size_t k = rows->first[row]; k < rows->first[row + 1]; k++) {
    const VnRoadBox *box = &p->boxes[rows->order[k]];
    if (box->height > height) height = box->height;
  }
  return height;
}

// Rows from the top, each below a channel that has room for its links; lanes
// part in the middle of the channel between them.
static void place_rows(const VnRoadmap *map, VnRoadPicture *p,
                       const VnRoadRows *rows, const size_t *n_tracks,
                       double *channel_y) {
  VnRoadMetric metric = vn_road_metric(map);
  double y = 0;
  for (size_t row = 0, lane = 0; row <= p->n_rows; row++) {
    double height = (double)(n_tracks[row] + 1) * metric.track;
    double spare = height < metric.gap ? metric.gap - height : 0;
    bool begins = lane < p->n_lanes && p->lanes[lane].first == row;
    if (begins) p->lanes[lane++].y = row ? y + (height + spare) / 2 : 0;
    channel_y[row] = y + spare / 2 + metric.track;
    y += height + spare;
    if (row == p->n_rows) break;
    for (size_t k = rows->first[row]; k < rows->first[row + 1]; k++)
      p->boxes[rows->order[k]].y = y;
    y += row_height(map, p, rows, row);
  }
  p->height = y;
  for (size_t lane = 0; lane < p->n_lanes; lane++) {
    double end = lane + 1 < p->n_lanes ? p->lanes[lane + 1].y : p->height;
    p->lanes[lane].height = end - p->lanes[lane].y;
  }
}

// The edges left and right leave room for links that go round the boxes there.
static void shift(const VnRoadmap *map, VnRoadPicture *p) {
  p->left = vn_road_metric(map).gap;
  p->width += 2 * p->left;
  for (size_t i = 0; i < p->n_boxes; i++) p->boxes[i].x += p->left;
}

static bool place_all(const VnRoadmap *map, VnRoadPicture *p, VnRoadRows *rows,
                      VnRoadPieces *pieces, VnErr *err) {
  if (!size_boxes(map, p, err) || !pack_boxes(map, p, err)) return false;
  shift(map, p);
  if (!order_rows(p, rows, err) || !vn_road_route(map, p, rows, pieces, err))
    return false;
  double *channel_y = vn_alloc(p->n_rows + 1, sizeof *channel_y);
  if (!channel_y) return vn_fail_memory(err, DOING);
  place_rows(map, p, rows, pieces->n_tracks, channel_y);
  bool done = vn_road_points(map, p, pieces, channel_y, err);
  vn_free(channel_y);
  return done;
}

bool vn_roadmap_place(const VnRoadmap *map, VnRoadPicture *p, VnErr *err) {
  *p = (VnRoadPicture){
      .boxes = vn_alloc(map->n_items + 1, sizeof *p->boxes),
      .lanes = vn_alloc(map->n_lanes + 1, sizeof *p->lanes),
      .n_lanes = map->n_lanes,
  };
  VnRoadRows rows = {0};
  VnRoadPieces pieces = {0};
  if (p->boxes) p->n_boxes = map->n_items;
  bool done = p->boxes && p->lanes ? place_all(map, p, &rows, &pieces, err)
                                   : vn_fail_memory(err, DOING);
  vn_free(rows.order);
  vn_free(rows.first);
  vn_free(pieces.pieces);
  vn_free(pieces.n_tracks);
  if (!done) vn_roadmap_free(p);
  return done;
}
