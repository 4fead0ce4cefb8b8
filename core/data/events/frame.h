// Events from a frame, and frames from events.
#ifndef VN_EVENTS_FRAME_H
#define VN_EVENTS_FRAME_H

#include "data/events.h"
#include "data/frame.h"

// Columns of text or whole numbers.
typedef struct {
  const char *group, *member;  // a row for each member of a group
  const char *period;          // NULL: no periods
  const char *cluster;         // NULL: no clusters
} VnEventRows;

// Groups stand in the order of their names, so the order of rows is of no
// matter. Period and cluster of a group are those of its first row that has
// any.
VnEvents *vn_events_from_frame(const VnFrame *frame, const VnEventRows *rows,
                               VnErr *err);

// group (numbers from 1), member.
VnFrame *vn_events_to_frame(const VnEvents *events, VnErr *err);

// member, total: in how many groups it is.
VnFrame *vn_events_total_frame(const VnEvents *events, VnErr *err);

// size, groups: how many groups have so many members, without those that
// none has.
VnFrame *vn_events_size_frame(const VnEvents *events, VnErr *err);

#endif
