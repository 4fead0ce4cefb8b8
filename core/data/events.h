// Events: groups with their distinct members, such as patents with their
// classes, projects with their partners, paragraphs with their codes. What
// goes together, how often that is chance, and what other groups would have
// said is all worked out from these rows.
#ifndef VN_EVENTS_H
#define VN_EVENTS_H

#include <stddef.h>
#include <stdint.h>

#include "data/err.h"
#include "data/names.h"

typedef struct {
  VnNames *members;  // in their order
  size_t n_groups, n_entries;
  uint64_t *start;   // group g is start[g] .. start[g + 1] - 1
  uint32_t *member;  // ascending within a group, each once

  VnNames *periods;  // in their order; NULL: none were asked for
  uint32_t *period;  // of each group, or VN_NO_LABEL
  uint32_t n_clusters;
  VnNames *clusters;  // in their order; NULL: without names
  uint32_t *cluster;  // of each group, or VN_NO_LABEL; NULL: as n_clusters 0

  char *source;       // where the rows came from, or NULL
  size_t n_left_out;  // rows without a group or a member
  size_t n_repeated;  // rows that say once more what is known
  size_t n_divided;   // groups whose rows name more than one period or cluster
} VnEvents;

// Room for that many groups and entries, nothing in it yet. Shares the names.
VnEvents *vn_events_new(VnNames *members, size_t n_groups, size_t n_entries,
                        const char *source, VnErr *err);
void vn_events_free(VnEvents *events);

// The same groups with their periods and clusters.
VnEvents *vn_events_copy(const VnEvents *events, VnErr *err);

// Each group as many times as it says (0: not at all), one after the other.
VnEvents *vn_events_repeat(const VnEvents *events, const uint32_t *times,
                           VnErr *err);

// In how many groups each member is (n members), and how many groups there
// are of each size (room for n members + 1).
void vn_events_totals(const VnEvents *events, uint64_t *totals);
void vn_events_sizes(const VnEvents *events, uint64_t *sizes);

#endif
