// A coding as groups and members: units, or sources, and their codes.
#ifndef VN_CODING_EVENTS_H
#define VN_CODING_EVENTS_H

#include "data/coding.h"
#include "data/events.h"

typedef struct {
  bool whole;           // sources are the groups, and each is a cluster
  const char *cluster;  // a column of the units, or NULL: their sources
  uint32_t coder;       // whose codes count, or VN_NOTHING: anybody's
} VnCodingView;

// Units as groups, codes as members; units coded with nothing are groups
// without members.
VnEvents *vn_coding_events(const VnCoding *coding, const VnCodingView *view,
                           VnErr *err);

#endif
