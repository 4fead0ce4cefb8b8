// The picture of a roadmap: lanes below each other, boxes with labels packed
// into rows so that none overlaps another, and links that go round them.
#ifndef VN_ROADMAP_H
#define VN_ROADMAP_H

#include <stddef.h>

#include "data/err.h"

typedef struct {
  size_t lane;
  double from, to;  // its time as places from the left edge
  const char *label;
} VnRoadItem;

typedef struct {
  const VnRoadItem *items;
  size_t n_items, n_lanes;
  const size_t *links;  // from item, to item, one pair after the other
  size_t n_links;
  double width;   // of the time line
  double size;    // of the letters; distances follow from it
  double widest;  // line of a label
} VnRoadmap;

typedef struct {
  double x, y, width, height;
  size_t row;   // among all, from the top
  char *label;  // broken into lines
} VnRoadBox;

typedef struct {
  double y, height;
  size_t first;  // row
} VnRoadLane;

typedef struct {
  VnRoadBox *boxes;  // of each item
  size_t n_boxes;
  VnRoadLane *lanes;
  size_t n_lanes, n_rows;
  double left;           // where the time line begins
  double width, height;  // of the whole
  double *points;        // of all links: x, y, x, y, ...
  size_t *first;         // where each link's begin, and how many numbers
} VnRoadPicture;         // all zero: empty

// Boxes begin where their time does, and are pushed left where they would
// stick out; they are as wide as their time and their label. Rows are the
// fewest possible. Links leave at the right of a box and reach the left of the
// next by level and upright lines that cross no box.
bool vn_roadmap_place(const VnRoadmap *map, VnRoadPicture *picture, VnErr *err);
void vn_roadmap_free(VnRoadPicture *picture);

#endif
