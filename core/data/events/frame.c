#include "data/events/frame.h"

#include <string.h>

#include "data/labels.h"
#include "data/matrix/frame.h"
#include "data/memory.h"
#include "data/stop.h"

#define DOING "events"

// ---- events from a frame ----

typedef struct {
  const VnFrame *frame;
  VnLabels group, member, period, cluster;  // the last two may be empty
  size_t n_kept;
  uint64_t *next;     // where the next row of a member or group goes
  uint32_t *rows;     // the rows that count, member by member
  uint32_t *entries;  // members, group by group, ascending
  bool *divided;      // of each group
} Reading;

static void reading_free(Reading *r) {
  vn_labels_free(&r->group);
  vn_labels_free(&r->member);
  vn_labels_free(&r->period);
  vn_labels_free(&r->cluster);
  vn_free(r->next);
  vn_free(r->rows);
  vn_free(r->entries);
  vn_free(r->divided);
}

// A row counts when it has both names; a name that no such row has is none.
static bool keep_whole_rows(Reading *r, VnErr *err) {
  uint32_t *cluster = r->cluster.of;
  for (size_t i = 0; i < r->frame->n_rows; i++) {
    bool whole =
        r->group.of[i] != VN_NO_LABEL && r->member.of[i] != VN_NO_LABEL;
    if (whole) r->n_kept++;
    else r->group.of[i] = r->member.of[i] = VN_NO_LABEL;
    if (!whole && cluster) cluster[i] = VN_NO_LABEL;
  }
  return vn_labels_close_up(&r->group, err) &&
         vn_labels_close_up(&r->member, err) &&
         (!cluster || vn_labels_close_up(&r->cluster, err));
}

static bool read_labels(Reading *r, const VnEventRows *rows, VnErr *err) {
  const VnFrame *f = r->frame;
  bool done =
      vn_labels_new(f, rows->group, &r->group, err) &&
      vn_labels_new(f, rows->member, &r->member, err) &&
      (!rows->period || vn_labels_new(f, rows->period, &r->period, err)) &&
      (!rows->cluster || vn_labels_new(f, rows->cluster, &r->cluster, err));
  if (!done && err->kind == VN_WRONG) return vn_fail_while(err, DOING);
  return done && keep_whole_rows(r, err);
}

static bool reading_room(Reading *r, VnErr *err) {
  uint32_t most = r->group.n > r->member.n ? r->group.n : r->member.n;
  r->next = vn_alloc((size_t)most + 1, sizeof *r->next);
  r->rows = vn_alloc(r->n_kept, sizeof *r->rows);
  r->entries = vn_alloc(r->n_kept, sizeof *r->entries);
  r->divided = vn_alloc(r->group.n, sizeof *r->divided);
  if (r->next && r->rows && r->entries && r->divided) return true;
  return vn_fail_memory(err, DOING);
}

// next[k] becomes where the rows of label k begin.
static void find_places(Reading *r, const VnLabels *labels) {
  memset(r->next, 0, ((size_t)labels->n + 1) * sizeof *r->next);
  for (size_t i = 0; i < r->frame->n_rows; i++) {
    if (labels->of[i] != VN_NO_LABEL) r->next[labels->of[i] + 1]++;
  }
  for (uint32_t k = 0; k < labels->n; k++) r->next[k + 1] += r->next[k];
}

// Handing the members out to the groups in their order leaves every group
// ascending.
static bool sort_rows(Reading *r, VnErr *err) {
  find_places(r, &r->member);
  for (size_t i = 0; i < r->frame->n_rows; i++) {
    if (r->member.of[i] != VN_NO_LABEL)
      r->rows[r->next[r->member.of[i]]++] = (uint32_t)i;
  }
  if (vn_stopped(err)) return false;
  find_places(r, &r->group);
  for (size_t k = 0; k < r->n_kept; k++) {
    uint32_t row = r->rows[k];
    r->entries[r->next[r->group.of[row]]++] = r->member.of[row];
  }
  return !vn_stopped(err);
}

// The entries without repeats move up; group g's end was next[g].
static void drop_repeats(Reading *r, VnEvents *e) {
  uint64_t begin = 0, n = 0;
  for (size_t g = 0; g < e->n_groups; g++) {
    for (uint64_t k = begin; k < r->next[g]; k++) {
      if (k > begin && r->entries[k] == r->entries[k - 1]) continue;
      e->member[n++] = r->entries[k];
    }
    begin = r->next[g];
    e->start[g + 1] = n;
  }
  e->n_entries = n;
  e->n_repeated = r->n_kept - n;
}

// Of each group the label of its first row that has one; NULL: no memory.
static uint32_t *marks_of(Reading *r, const VnLabels *labels) {
  uint32_t *marks = vn_alloc(r->group.n, sizeof *marks);
  if (!marks) return NULL;
  memset(marks, 0xff, r->group.n * sizeof *marks);
  for (size_t i = 0; i < r->frame->n_rows; i++) {
    uint32_t g = r->group.of[i], label = labels->of[i];
    if (g == VN_NO_LABEL || label == VN_NO_LABEL) continue;
    if (marks[g] == VN_NO_LABEL) marks[g] = label;
    else if (marks[g] != label) r->divided[g] = true;
  }
  return marks;
}

static bool read_marks(Reading *r, VnEvents *e, VnErr *err) {
  if (r->period.of) {
    e->periods = vn_labels_names(&r->period, "period", err);
    if (!e->periods) return false;
    e->period = marks_of(r, &r->period);
    if (!e->period) return vn_fail_memory(err, DOING);
  }
  if (r->cluster.of) {
    e->n_clusters = r->cluster.n;
    e->clusters = vn_labels_names(&r->cluster, "cluster", err);
    if (!e->clusters) return false;
    e->cluster = marks_of(r, &r->cluster);
    if (!e->cluster) return vn_fail_memory(err, DOING);
  }
  for (uint32_t g = 0; g < r->group.n; g++) e->n_divided += r->divided[g];
  return true;
}

static VnEvents *read_events(Reading *r, VnErr *err) {
  VnNames *members = vn_labels_names(&r->member, "member", err);
  VnEvents *e = members ? vn_events_new(members, r->group.n, r->n_kept,
                                        r->frame->source, err)
                        : NULL;
  vn_names_free(members);
  if (!e) return NULL;
  e->n_left_out = r->frame->n_rows - r->n_kept;
  drop_repeats(r, e);
  if (read_marks(r, e, err)) return e;
  vn_events_free(e);
  return NULL;
}

VnEvents *vn_events_from_frame(const VnFrame *frame, const VnEventRows *rows,
                               VnErr *err) {
  Reading r = {.frame = frame};
  VnEvents *e = NULL;
  if (read_labels(&r, rows, err) && reading_room(&r, err) && sort_rows(&r, err))
    e = read_events(&r, err);
  reading_free(&r);
  return e;
}


// ---- frames from events ----

// The names with those numbers; missing where there is none.
static VnColumn *names_at(const VnNames *names, const uint32_t *of, size_t n) {
  VnColumn *all = vn_column_of_names(names);
  VnColumn *column = all ? vn_column_new(VN_TEXT, n) : NULL;
  if (column) {
    column->dict = vn_dict_share(all->dict);
    for (size_t i = 0; i < n; i++)
      column->text[i] = of[i] == VN_NO_LABEL ? VN_NO_CODE : all->text[of[i]];
  }
  vn_column_free(all);
  return column;
}

static VnColumn *group_column(const VnEvents *e) {
  VnColumn *column = vn_column_new(VN_INTEGER, e->n_entries);
  for (size_t g = 0; column && g < e->n_groups; g++) {
    for (uint64_t k = e->start[g]; k < e->start[g + 1]; k++)
      column->integer[k] = (int64_t)g + 1;
  }
  return column;
}

VnFrame *vn_events_to_frame(const VnEvents *e, VnErr *err) {
  static const char *const labels[] = {"group", "member"};
  VnColumn *columns[] = {group_column(e),
                         names_at(e->members, e->member, e->n_entries)};
  return vn_frame_of(labels, columns, 2, e->n_entries, e->source, err);
}

static VnColumn *counts_of(const uint64_t *counts, size_t n) {
  VnColumn *column = vn_column_new(VN_INTEGER, n);
  for (size_t i = 0; column && i < n; i++)
    column->integer[i] = (int64_t)counts[i];
  return column;
}

VnFrame *vn_events_total_frame(const VnEvents *e, VnErr *err) {
  static const char *const labels[] = {"member", "total"};
  size_t n = vn_names_count(e->members);
  uint64_t *totals = vn_alloc(n, sizeof *totals);
  if (totals) vn_events_totals(e, totals);
  VnColumn *columns[] = {vn_column_of_names(e->members),
                         totals ? counts_of(totals, n) : NULL};
  vn_free(totals);
  return vn_frame_of(labels, columns, 2, n, e->source, err);
}

// The sizes that some group has, and how many have it.
static size_t list_sizes(uint64_t *counts, size_t n, VnColumn *sizes) {
  size_t kept = 0;
  for (size_t d = 0; d <= n; d++) {
    if (counts[d] == 0) continue;
    sizes->integer[kept] = (int64_t)d;
    counts[kept++] = counts[d];
  }
  return kept;
}

VnFrame *vn_events_size_frame(const VnEvents *e, VnErr *err) {
  static const char *const labels[] = {"size", "groups"};
  size_t n = vn_names_count(e->members), kept = 0;
  uint64_t *counts = vn_alloc(n + 1, sizeof *counts);
  VnColumn *sizes = vn_column_new(VN_INTEGER, n + 1);
  if (counts && sizes) {
    vn_events_sizes(e, counts);
    kept = list_sizes(counts, n, sizes);
    sizes->n = kept;
  }
  VnColumn *columns[] = {sizes, counts ? counts_of(counts, kept) : NULL};
  vn_free(counts);
  return vn_frame_of(labels, columns, 2, kept, e->source, err);
}
