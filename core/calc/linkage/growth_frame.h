// Growth of pairs as a frame, and that of events.
#ifndef VN_GROWTH_FRAME_H
#define VN_GROWTH_FRAME_H

#include "calc/linkage/growth.h"
#include "data/events.h"
#include "data/frame.h"

// a, b, n_before, n_after, rate, low, high, change, change_low, change_high,
// p, q. `members` names them, a text for each; `source` says where from.
VnFrame *vn_growth_frame(const VnGrowth *growth, const VnColumn *members,
                         const char *source, VnErr *err);

// Periods of events, by their places, both ends inside.
typedef struct {
  uint32_t from, to;
} VnSpan;

typedef struct {
  VnSpan before, after;  // that share no period
  double error, least;
  VnFdr fdr;
  int64_t replicates;  // when the events name clusters
  uint64_t seed;
} VnEventGrowth;

// The same of events; where they name clusters these are drawn anew (see
// calc/linkage/growth_clusters.h), and a column `clusters` says how many have a pair.
VnFrame *vn_events_growth(const VnEvents *events, const VnEventGrowth *how,
                          VnErr *err);

#endif
