#include "data/events.h"

#include <string.h>

#include "data/memory.h"
#include "data/stop.h"

#define DOING "keeping events"

static bool events_room(VnEvents *e) {
  e->start = vn_alloc(e->n_groups + 1, sizeof *e->start);
  e->member = vn_alloc(e->n_entries, sizeof *e->member);
  return e->start && e->member;
}

VnEvents *vn_events_new(VnNames *members, size_t n_groups, size_t n_entries,
                        const char *source, VnErr *err) {
  VnEvents *e = vn_alloc(1, sizeof *e);
  if (e) {
    e->n_groups = n_groups, e->n_entries = n_entries;
    e->members = vn_names_share(members);
    e->source = source ? vn_copy_text(source) : NULL;
    if (events_room(e) && (e->source || !source)) return e;
  }
  vn_events_free(e);
  vn_fail_memory(err, DOING);
  return NULL;
}

void vn_events_free(VnEvents *e) {
  if (!e) return;
  vn_names_free(e->members);
  vn_names_free(e->periods);
  vn_free(e->start);
  vn_free(e->member);
  vn_free(e->period);
  vn_free(e->cluster);
  vn_free(e->source);
  vn_free(e);
}


// ---- some of the groups ----

static size_t entries_of(const VnEvents *e, const size_t *groups, size_t n) {
  size_t entries = 0;
  for (size_t k = 0; k < n; k++)
    entries += e->start[groups[k] + 1] - e->start[groups[k]];
  return entries;
}

// What `of` says of each of the groups; NULL: no memory.
static uint32_t *marks_of(const uint32_t *of, const size_t *groups, size_t n) {
  uint32_t *marks = vn_alloc(n, sizeof *marks);
  for (size_t k = 0; marks && k < n; k++) marks[k] = of[groups[k]];
  return marks;
}

static bool pick_marks(VnEvents *to, const VnEvents *from,
                       const size_t *groups) {
  size_t n = to->n_groups;
  to->periods = from->periods ? vn_names_share(from->periods) : NULL;
  to->n_clusters = from->n_clusters;
  if (from->period) to->period = marks_of(from->period, groups, n);
  if (from->cluster) to->cluster = marks_of(from->cluster, groups, n);
  return (to->period || !from->period) && (to->cluster || !from->cluster);
}

static bool pick_entries(VnEvents *to, const VnEvents *from,
                         const size_t *groups, VnErr *err) {
  for (size_t k = 0; k < to->n_groups; k++) {
    if ((k & VN_STOP_EVERY) == 0 && vn_stopped(err)) return false;
    uint64_t begin = from->start[groups[k]];
    uint64_t size = from->start[groups[k] + 1] - begin;
    memcpy(to->member + to->start[k], from->member + begin,
           size * sizeof *to->member);
    to->start[k + 1] = to->start[k] + size;
  }
  return true;
}

VnEvents *vn_events_pick(const VnEvents *events, const size_t *groups,
                         size_t n_groups, VnErr *err) {
  size_t entries = entries_of(events, groups, n_groups);
  VnEvents *to =
      vn_events_new(events->members, n_groups, entries, events->source, err);
  if (!to) return NULL;
  bool marked = pick_marks(to, events, groups);
  if (!marked) vn_fail_memory(err, DOING);
  if (marked && pick_entries(to, events, groups, err)) return to;
  vn_events_free(to);
  return NULL;
}


// ---- totals ----

void vn_events_totals(const VnEvents *e, uint64_t *totals) {
  memset(totals, 0, vn_names_count(e->members) * sizeof *totals);
  for (size_t k = 0; k < e->n_entries; k++) totals[e->member[k]]++;
}

void vn_events_sizes(const VnEvents *e, uint64_t *sizes) {
  memset(sizes, 0, (vn_names_count(e->members) + 1) * sizeof *sizes);
  for (size_t g = 0; g < e->n_groups; g++)
    sizes[e->start[g + 1] - e->start[g]]++;
}
