#include "calc/frame/group.h"

#include "calc/counting_sort.h"
#include "calc/frame/keys.h"
#include "calc/frame/take.h"
#include "data/memory.h"
#include "data/stop.h"

// Splitting groups by a column: a row's new group is found by its old group
// and its key in an open table of group numbers + 1 (0: free).
typedef struct {
  const VnRow *old;
  const uint64_t *keys;
  VnRow *of, *first;
  size_t n_groups, room;
  size_t n_slots;  // a power of two, at least twice the groups
  VnRow *slots;
} Split;

// Mixes both numbers well (the finishing steps of MurmurHash3).
static uint64_t hash(uint64_t group, uint64_t key) {
  uint64_t h = key + group * 0x9e3779b97f4a7c15u;
  h = (h ^ (h >> 33)) * 0xff51afd7ed558ccdu;
  h = (h ^ (h >> 33)) * 0xc4ceb9fe1a85ec53u;
  return h ^ (h >> 33);
}

static size_t slot_of(const Split *s, VnRow row) {
  size_t mask = s->n_slots - 1;
  size_t at = (size_t)hash(s->old[row], s->keys[row]) & mask;
  for (; s->slots[at]; at = (at + 1) & mask) {
    VnRow other = s->first[s->slots[at] - 1];
    if (s->keys[other] == s->keys[row] && s->old[other] == s->old[row]) break;
  }
  return at;
}

static bool grow(Split *s) {
  size_t room = s->room ? s->room * 2 : 64;
  VnRow *first = vn_resize(s->first, room, sizeof *first);
  if (!first) return false;
  s->first = first, s->room = room;
  VnRow *slots = vn_alloc(room * 4, sizeof *slots);
  if (!slots) return false;
  vn_free(s->slots);
  s->slots = slots, s->n_slots = room * 4;
  for (size_t g = 0; g < s->n_groups; g++) {
    s->slots[slot_of(s, s->first[g])] = (VnRow)g + 1;
  }
  return true;
}

static bool split(Split *s, size_t n_rows, VnErr *err) {
  if (!grow(s)) return vn_fail_memory(err, "grouping");
  for (size_t i = 0; i < n_rows; i++) {
    size_t at = slot_of(s, (VnRow)i);
    if (!s->slots[at]) {
      s->first[s->n_groups++] = (VnRow)i;
      s->slots[at] = (VnRow)s->n_groups;
    }
    s->of[i] = s->slots[at] - 1;
    if (s->n_groups == s->room && !grow(s)) {
      return vn_fail_memory(err, "grouping");
    }
    if ((i & VN_STOP_EVERY) == 0 && vn_stopped(err)) return false;
  }
  return true;
}

bool vn_group_refine(VnGroups *groups, const VnColumn *column, VnErr *err) {
  uint64_t *keys = vn_alloc(groups->n_rows, sizeof *keys);
  Split s = {.old = groups->of, .keys = keys};
  s.of = vn_alloc(groups->n_rows, sizeof *s.of);
  bool done = false;
  if (!keys || !s.of) {
    vn_fail_memory(err, "grouping");
  } else {
    vn_keys(column, keys);
    done = split(&s, groups->n_rows, err);
  }
  vn_free(keys);
  vn_free(s.slots);
  vn_free(done ? groups->of : s.of);
  vn_free(done ? groups->first : s.first);
  if (done) groups->of = s.of, groups->first = s.first;
  if (done) groups->n_groups = s.n_groups;
  return done;
}

bool vn_group(const VnColumn *const *columns, size_t n_columns, size_t n_rows,
              VnGroups *groups, VnErr *err) {
  *groups = (VnGroups){.n_rows = n_rows, .n_groups = 1};
  groups->of = vn_alloc(n_rows, sizeof *groups->of);
  groups->first = vn_alloc(1, sizeof *groups->first);
  bool done = groups->of && groups->first;
  if (!done) vn_fail_memory(err, "grouping");
  for (size_t j = 0; done && j < n_columns; j++) {
    done = vn_group_refine(groups, columns[j], err);
  }
  if (!done) vn_groups_free(groups);
  return done;
}

void vn_groups_free(VnGroups *groups) {
  vn_free(groups->of);
  vn_free(groups->first);
  *groups = (VnGroups){0};
}

void vn_group_rows(const VnGroups *groups, VnRow *rows, size_t *starts) {
  vn_counting_sort(groups->n_rows, groups->n_groups, vn_key_at, groups->of,
                   starts, rows);
}

bool vn_group_by(const VnFrame *frame, const char *const *names, size_t n,
                 VnGroups *groups, VnErr *err) {
  const VnColumn **columns = vn_alloc(n, sizeof(VnColumn *));
  size_t j = 0;
  if (!columns) return vn_fail_memory(err, "grouping");
  while (j < n && (columns[j] = vn_frame_column(frame, names[j], err))) j++;
  bool done = j == n && vn_group(columns, n, frame->n_rows, groups, err);
  vn_free(columns);
  return done;
}

VnFrame *vn_gather(const VnFrame *frame, const char *const *names, size_t n,
                   VnErr *err) {
  VnGroups groups = {0};
  if (!vn_group_by(frame, names, n, &groups, err)) return NULL;
  VnFrame *gathered = NULL;
  VnRow *rows = vn_alloc(groups.n_rows, sizeof *rows);
  size_t *starts = vn_alloc(groups.n_groups + 1, sizeof *starts);
  if (rows && starts) {
    vn_group_rows(&groups, rows, starts);
    gathered = vn_take(frame, rows, groups.n_rows, err);
  } else {
    vn_fail_memory(err, "grouping");
  }
  vn_free(rows);
  vn_free(starts);
  vn_groups_free(&groups);
  return gathered;
}

VnFrame *vn_unique(const VnFrame *frame, const char *const *names, size_t n,
                   VnErr *err) {
  VnGroups groups = {0};
  bool done = n > 0 ? vn_group_by(frame, names, n, &groups, err)
                    : vn_group((const VnColumn *const *)frame->columns,
                               frame->n_cols, frame->n_rows, &groups, err);
  if (!done) return NULL;
  size_t n_rows = frame->n_rows ? groups.n_groups : 0;
  VnFrame *unique = vn_take(frame, groups.first, n_rows, err);
  vn_groups_free(&groups);
  return unique;
}

VnFrame *vn_group_spread(const VnFrame *frame, const char *const *names,
                         size_t n, const VnFrame *answers, VnErr *err) {
  VnGroups groups = {0};
  if (!vn_group_by(frame, names, n, &groups, err)) return NULL;
  size_t n_groups = frame->n_rows ? groups.n_groups : 0;
  VnFrame *spread = NULL;
  if (n_groups == answers->n_rows) {
    spread = vn_take(answers, groups.of, frame->n_rows, err);
  } else {
    vn_fail(err, "%zu groups have %zu answers", n_groups, answers->n_rows);
  }
  vn_groups_free(&groups);
  return spread;
}
