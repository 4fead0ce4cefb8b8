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
  vn_names_free(e->clusters);
  vn_free(e->start);
  vn_free(e->member);
  vn_free(e->period);
  vn_free(e->cluster);
  vn_free(e->source);
  vn_free(e);
}


// ---- groups anew ----

static void count_repeated(const VnEvents *e, const uint32_t *times,
                           size_t *n_groups, size_t *n_entries) {
  *n_groups = *n_entries = 0;
  for (size_t g = 0; g < e->n_groups; g++) {
    *n_groups += times[g];
    *n_entries += times[g] * (e->start[g + 1] - e->start[g]);
  }
}

static bool make_marks(VnEvents *to, const VnEvents *from, VnErr *err) {
  to->periods = from->periods ? vn_names_share(from->periods) : NULL;
  to->clusters = from->clusters ? vn_names_share(from->clusters) : NULL;
  to->n_clusters = from->n_clusters;
  if (from->period) to->period = vn_alloc(to->n_groups, sizeof *to->period);
  if (from->cluster) to->cluster = vn_alloc(to->n_groups, sizeof *to->cluster);
  bool made = (to->period || !from->period) && (to->cluster || !from->cluster);
  return made || vn_fail_memory(err, DOING);
}

// Puts group `g` of one behind the n groups that the other has so far.
static void append(VnEvents *to, size_t n, const VnEvents *from, size_t g) {
  uint64_t size = from->start[g + 1] - from->start[g];
  memcpy(to->member + to->start[n], from->member + from->start[g],
         size * sizeof *to->member);
  to->start[n + 1] = to->start[n] + size;
  if (to->period) to->period[n] = from->period[g];
  if (to->cluster) to->cluster[n] = from->cluster[g];
}

static bool repeat(VnEvents *to, const VnEvents *from, const uint32_t *times,
                   VnErr *err) {
  size_t n = 0;
  if (!make_marks(to, from, err)) return false;
  for (size_t g = 0; g < from->n_groups; g++) {
    if ((g & VN_STOP_EVERY) == 0 && vn_stopped(err)) return false;
    for (uint32_t k = 0; k < times[g]; k++) append(to, n++, from, g);
  }
  return true;
}

VnEvents *vn_events_repeat(const VnEvents *events, const uint32_t *times,
                           VnErr *err) {
  size_t n_groups, n_entries;
  count_repeated(events, times, &n_groups, &n_entries);
  VnEvents *to =
      vn_events_new(events->members, n_groups, n_entries, events->source, err);
  if (to && repeat(to, events, times, err)) return to;
  vn_events_free(to);
  return NULL;
}

VnEvents *vn_events_copy(const VnEvents *events, VnErr *err) {
  uint32_t *once = vn_alloc(events->n_groups, sizeof *once);
  if (!once) {
    vn_fail_memory(err, DOING);
    return NULL;
  }
  for (size_t g = 0; g < events->n_groups; g++) once[g] = 1;
  VnEvents *copy = vn_events_repeat(events, once, err);
  vn_free(once);
  return copy;
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
