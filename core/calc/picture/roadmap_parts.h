// What the two halves of a roadmap's picture share: its boxes and its links.
#ifndef VN_ROADMAP_PARTS_H
#define VN_ROADMAP_PARTS_H

#include "calc/picture/roadmap.h"

// Distances, as parts of the size of the letters.
typedef struct {
  double line;   // from one line of a label to the next
  double pad;    // between a box and its label
  double gap;    // between boxes, in a row and from row to row
  double track;  // between links side by side
} VnRoadMetric;

VnRoadMetric vn_road_metric(const VnRoadmap *map);

// The boxes of each row from left to right: row r has order[first[r]] up to
// order[first[r + 1]].
typedef struct {
  size_t *order, *first;
  size_t n_rows;
} VnRoadRows;

// One level piece of a link, in the channel above row `channel`.
typedef struct {
  size_t link, channel, track;
  double from, to;
} VnRoadPiece;

typedef struct {
  VnRoadPiece *pieces;
  size_t n, room;
  size_t *n_tracks;  // of each channel, n_rows + 1 of them
} VnRoadPieces;      // all zero: none

// The level pieces of all links, in tracks.
bool vn_road_route(const VnRoadmap *map, const VnRoadPicture *picture,
                   const VnRoadRows *rows, VnRoadPieces *pieces, VnErr *err);

// The points of all links, once rows and channels have their places:
// channel_y is where each channel's first track runs.
bool vn_road_points(const VnRoadmap *map, VnRoadPicture *picture,
                    const VnRoadPieces *pieces, const double *channel_y,
                    VnErr *err);

#endif
