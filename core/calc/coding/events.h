// A coding as groups and members: units, or sources, and their codes.
#ifndef VN_CODING_EVENTS_H
#define VN_CODING_EVENTS_H

#include "data/coding.h"
#include "data/events.h"

typedef struct {
  bool whole;           // sources are the groups, and each is a cluster
  const char *cluster;  // a column of the units, or NULL: their sources
  uint32_t coder;       // whose codes count, or VN_NOTHING: anybody's
  size_t window;        // 0: units are the groups; else windows of so many
} VnCodingView;         // (calc/coding/window.h), and only units looked at

// Units as groups, codes as members; units coded with nothing are groups
// without members.
VnEvents *vn_coding_events(const VnCoding *coding, const VnCodingView *view,
                           VnErr *err);

// Fails where groups with very many codes make more pairs than can be counted.
bool vn_coding_pairs_fit(const VnEvents *events, VnErr *err);

// What holds of each group but sources when that holds of its units: a list to
// vn_free.
uint32_t *vn_coding_of_groups(const VnCoding *coding, const VnCodingView *view,
                              const uint32_t *of_unit, VnErr *err);

#endif
