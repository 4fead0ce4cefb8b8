#include "calc/linkage/flow.h"

#include "calc/frame/group.h"
#include "calc/frame/keys.h"
#include "calc/frame/take.h"
#include "data/memory.h"
#include "data/stop.h"

#define DOING "pairing participants"

typedef struct {
  const VnFrame *frame;
  const VnPairing *how;
  VnGroups groups;
  VnRow *rows;     // group by group
  size_t *starts;  // where each group begins
  uint64_t *keys;  // of ends[0], where the order of the two is free
  size_t n;        // pairs
  VnRow *first, *second, *lead;  // rows of each pair; lead: its group's first
  double *part;
} Work;

static void work_free(Work *w) {
  vn_groups_free(&w->groups);
  vn_free(w->rows);
  vn_free(w->starts);
  vn_free(w->keys);
  vn_free(w->first);
  vn_free(w->second);
  vn_free(w->lead);
  vn_free(w->part);
}


// ---- groups ----

static bool read_keys(Work *w, VnErr *err) {
  if (w->how->directed) return true;
  const VnColumn *end = vn_frame_column(w->frame, w->how->ends[0], err);
  if (!end) return false;
  w->keys = vn_alloc(w->frame->n_rows, sizeof *w->keys);
  if (!w->keys) return vn_fail_memory(err, DOING);
  vn_keys(end, w->keys);
  return true;
}

static bool find_groups(Work *w, VnErr *err) {
  if (!vn_group_by(w->frame, &w->how->group, 1, &w->groups, err)) return false;
  w->rows = vn_alloc(w->frame->n_rows, sizeof *w->rows);
  w->starts = vn_alloc(w->groups.n_groups + 1, sizeof *w->starts);
  if (!w->rows || !w->starts) return vn_fail_memory(err, DOING);
  vn_group_rows(&w->groups, w->rows, w->starts);
  return true;
}

static bool say_too_many(const Work *w, size_t group, size_t n, VnErr *err) {
  char name[64];
  const VnColumn *column = vn_frame_column(w->frame, w->how->group, err);
  if (!column) return false;
  vn_column_text(column, w->groups.first[group], name, sizeof name);
  return vn_fail(err,
                 DOING ": \"%s\" has %zu participants, more than the %d that "
                       "are paired; leave such groups out",
                 name, n, VN_PARTICIPANTS_MOST);
}

static bool count_pairs(Work *w, VnErr *err) {
  for (size_t g = 0; w->frame->n_rows > 0 && g < w->groups.n_groups; g++) {
    size_t n = w->starts[g + 1] - w->starts[g];
    if (n > VN_PARTICIPANTS_MOST) return say_too_many(w, g, n, err);
    w->n += n * (n - 1) / 2;
  }
  if (w->n < VN_NO_ROW) return true;
  return vn_fail(err, DOING ": they make %zu pairs, too many for a frame",
                 w->n);
}


// ---- pairs ----

static bool make_room(Work *w, VnErr *err) {
  w->first = vn_alloc(w->n, sizeof *w->first);
  w->second = vn_alloc(w->n, sizeof *w->second);
  w->lead = vn_alloc(w->n, sizeof *w->lead);
  w->part = vn_alloc(w->n, sizeof *w->part);
  if (w->first && w->second && w->lead && w->part) return true;
  return vn_fail_memory(err, DOING);
}

static size_t list_group(Work *w, size_t group, size_t at) {
  const VnRow *row = w->rows + w->starts[group];
  size_t n = w->starts[group + 1] - w->starts[group];
  double part = n > 1 ? 2 / ((double)n * (double)(n - 1)) : 0;
  for (size_t i = 0; i < n; i++) {
    for (size_t j = i + 1; j < n; j++, at++) {
      bool turned = w->keys && w->keys[row[j]] < w->keys[row[i]];
      w->first[at] = turned ? row[j] : row[i];
      w->second[at] = turned ? row[i] : row[j];
      w->lead[at] = row[0];
      w->part[at] = part;
    }
  }
  return at;
}

static bool list_pairs(Work *w, VnErr *err) {
  size_t at = 0;
  for (size_t g = 0; w->n > 0 && g < w->groups.n_groups; g++) {
    if ((g & 0xff) == 0 && vn_stopped(err)) return false;
    at = list_group(w, g, at);
  }
  return true;
}


// ---- the frame ----

typedef struct {
  const char **names;
  VnColumn **columns;
  size_t n;
} Table;

static bool put(Table *t, const char *name, VnColumn *column) {
  t->names[t->n] = name;
  t->columns[t->n++] = column;
  return column != NULL;
}

static bool put_taken(Table *t, const Work *w, const char *from,
                      const char *name, const VnRow *rows, VnErr *err) {
  const VnColumn *column = vn_frame_column(w->frame, from, err);
  if (!column) return false;
  if (put(t, name, vn_take_column(column, rows, w->n))) return !vn_stopped(err);
  return vn_fail_memory(err, DOING);
}

static bool put_all(Table *t, Work *w, VnErr *err) {
  const VnPairing *how = w->how;
  for (size_t k = 0; k < how->n_ends; k++) {
    if (!put_taken(t, w, how->ends[k], how->first[k], w->first, err) ||
        !put_taken(t, w, how->ends[k], how->second[k], w->second, err)) {
      return false;
    }
  }
  for (size_t k = 0; k < how->n_kept; k++) {
    if (!put_taken(t, w, how->kept[k], how->kept[k], w->lead, err)) {
      return false;
    }
  }
  put(t, "part", vn_column_of(VN_NUMBER, w->part, w->n, NULL));
  if (!t->columns[t->n - 1]) return vn_fail_memory(err, DOING);
  w->part = NULL;  // the column has it
  return true;
}

static VnFrame *frame_of(Work *w, VnErr *err) {
  size_t most = 2 * w->how->n_ends + w->how->n_kept + 1;
  Table t = {.names = vn_alloc(most, sizeof *t.names),
             .columns = vn_alloc(most, sizeof(VnColumn *))};
  VnFrame *frame = NULL;
  if (!t.names || !t.columns) {
    vn_fail_memory(err, DOING);
  } else if (put_all(&t, w, err)) {
    frame = vn_frame_of(t.names, t.columns, t.n, w->n, w->frame->source, err);
    t.n = 0;  // taken over
  }
  for (size_t k = 0; k < t.n; k++) vn_column_free(t.columns[k]);
  vn_free(t.names);
  vn_free(t.columns);
  return frame;
}

VnFrame *vn_pair_participants(const VnFrame *frame, const VnPairing *pairing,
                              VnErr *err) {
  Work w = {.frame = frame, .how = pairing};
  VnFrame *pairs = NULL;
  if (read_keys(&w, err) && find_groups(&w, err) && count_pairs(&w, err) &&
      make_room(&w, err) && list_pairs(&w, err)) {
    pairs = frame_of(&w, err);
  }
  work_free(&w);
  return pairs;
}
