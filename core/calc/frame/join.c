#include "calc/frame/join.h"

#include <stdio.h>
#include <string.h>

#include "calc/frame/append.h"
#include "calc/frame/group.h"
#include "calc/frame/take.h"
#include "data/list.h"
#include "data/memory.h"
#include "data/stop.h"

// The keys of both frames stand in one column each, the left rows above the
// right ones, and are grouped together: rows of one group match. The right
// rows of a group form a chain.
typedef struct {
  const VnFrame *left, *right;
  const VnJoin *join;
  VnColumn **keys;
  VnGroups groups;
  bool *missing;  // by row of the left and then the right: no key
  VnRow *chain;   // by group: its first right row
  VnRow *next;    // by right row: the next one of its group
  VnRow *left_rows, *right_rows;  // the pairs found
  size_t n;
} Work;

static void work_free(Work *w) {
  for (size_t k = 0; w->keys && k < w->join->n; k++) {
    vn_column_free(w->keys[k]);
  }
  vn_free(w->keys);
  vn_groups_free(&w->groups);
  vn_free(w->missing);
  vn_free(w->chain);
  vn_free(w->next);
  vn_free(w->left_rows);
  vn_free(w->right_rows);
}

static bool no_memory(VnErr *err) {
  return vn_fail_memory(err, "joining");
}

static VnColumn *key_column(const Work *w, size_t k, VnErr *err) {
  const char *on_left = w->join->left[k], *on_right = w->join->right[k];
  const VnColumn *a = vn_frame_column(w->left, on_left, err);
  if (!a) return NULL;
  const VnColumn *b = vn_frame_column(w->right, on_right, err);
  if (!b) {
    vn_fail_while(err, "in the other frame");
    return NULL;
  }
  VnColumn *key = vn_append_column(a, b, err);
  if (!key && err->kind == VN_WRONG) {
    vn_fail_while(err, "the key \"%s\"", on_left);
  }
  return key;
}

static bool find_keys(Work *w, VnErr *err) {
  size_t n_rows = w->left->n_rows + w->right->n_rows;
  w->keys = vn_alloc(w->join->n, sizeof(VnColumn *));
  w->missing = vn_alloc(n_rows, sizeof *w->missing);
  if (!w->keys || !w->missing) return no_memory(err);
  for (size_t k = 0; k < w->join->n; k++) {
    w->keys[k] = key_column(w, k, err);
    if (!w->keys[k]) return false;
    for (size_t i = 0; i < n_rows; i++) {
      w->missing[i] |= vn_column_missing(w->keys[k], i);
    }
  }
  return vn_group((const VnColumn *const *)w->keys, w->join->n, n_rows,
                  &w->groups, err);
}

static bool make_chains(Work *w, VnErr *err) {
  size_t n_left = w->left->n_rows;
  w->chain = vn_alloc(w->groups.n_groups, sizeof *w->chain);
  w->next = vn_alloc(w->right->n_rows, sizeof *w->next);
  if (!w->chain || !w->next) return no_memory(err);
  for (size_t g = 0; g < w->groups.n_groups; g++) w->chain[g] = VN_NO_ROW;
  for (size_t i = w->right->n_rows; i-- > 0;) {
    if (w->missing[n_left + i]) continue;
    VnRow *first = &w->chain[w->groups.of[n_left + i]];
    w->next[i] = *first;
    *first = (VnRow)i;
  }
  return true;
}

static VnRow first_match(const Work *w, size_t row) {
  return w->missing[row] ? VN_NO_ROW : w->chain[w->groups.of[row]];
}

// How many rows a left one becomes.
static size_t n_pairs(const Work *w, size_t row) {
  size_t n = 0;
  VnRow match = first_match(w, row);
  if (w->join->kind == VN_ANTI) return match == VN_NO_ROW;
  if (match == VN_NO_ROW) return w->join->kind == VN_LEFT;
  for (; match != VN_NO_ROW; match = w->next[match]) n++;
  return n;
}

static bool say_repeated(const Work *w, size_t row, VnErr *err) {
  char values[200] = "", text[80];
  for (size_t k = 0; k < w->join->n; k++) {
    size_t length = strlen(values);
    vn_column_text(w->keys[k], row, text, sizeof text);
    snprintf(values + length, sizeof values - length, "%s\"%s\" = %s",
             k ? ", " : "", w->join->right[k], text);
  }
  VnRow first = first_match(w, row);
  return vn_fail(err,
                 "%s stands in rows %zu and %zu of the other frame, so that "
                 "row %zu would be repeated; make it unique, or allow it with "
                 "many = true",
                 values, (size_t)first + 1, (size_t)w->next[first] + 1,
                 row + 1);
}

static bool count_pairs(Work *w, VnErr *err) {
  for (size_t i = 0; i < w->left->n_rows; i++) {
    size_t n = n_pairs(w, i);
    if (n > 1 && !w->join->many) return say_repeated(w, i, err);
    w->n += n;
    if ((i & VN_STOP_EVERY) == 0 && vn_stopped(err)) return false;
  }
  if (w->n < VN_NO_ROW) return true;
  return vn_fail(err, "%zu rows would come of it, more than a frame may have",
                 w->n);
}

static bool list_pairs(Work *w, VnErr *err) {
  w->left_rows = vn_alloc(w->n, sizeof *w->left_rows);
  w->right_rows = vn_alloc(w->n, sizeof *w->right_rows);
  if (!w->left_rows || !w->right_rows) return no_memory(err);
  size_t at = 0;
  for (size_t i = 0; i < w->left->n_rows; i++) {
    size_t n = n_pairs(w, i);
    VnRow match = first_match(w, i);
    for (; n > 0; n--, at++) {
      w->left_rows[at] = (VnRow)i;
      w->right_rows[at] = match;
      if (match != VN_NO_ROW) match = w->next[match];
    }
    if ((i & VN_STOP_EVERY) == 0 && vn_stopped(err)) return false;
  }
  return true;
}

static bool is_key(const Work *w, const char *name) {
  for (size_t k = 0; k < w->join->n; k++) {
    if (strcmp(w->join->right[k], name) == 0) return true;
  }
  return false;
}

static bool refuse_clashes(const Work *w, VnErr *err) {
  VnList both = {0};
  for (size_t j = 0; j < w->right->n_cols; j++) {
    const char *name = vn_names_at(w->right->names, j);
    bool clashes = vn_names_find(w->left->names, name) >= 0;
    if (clashes && !is_key(w, name)) vn_list_add(&both, name);
  }
  if (both.n == 0 || w->join->suffix || w->join->kind == VN_ANTI) return true;
  return vn_fail(err,
                 "both frames have the column%s %s; select or rename in one "
                 "of them, or tell them apart with suffix = \"_right\"",
                 both.n == 1 ? "" : "s", both.text);
}

// The right frame without its keys, its clashing columns renamed.
typedef struct {
  const char **labels;  // of the left columns and then these
  char *renamed;        // room for all labels with their suffix
  size_t *columns;      // their places in the right frame
  size_t n;
} Beside;

static bool make_room(const Work *w, const char *suffix, Beside *beside,
                      VnErr *err) {
  size_t n = w->right->n_cols, room = 0;
  for (size_t j = 0; j < n; j++) {
    room += strlen(vn_names_at(w->right->names, j)) + strlen(suffix) + 1;
  }
  beside->labels = vn_alloc(w->left->n_cols + n, sizeof *beside->labels);
  beside->columns = vn_alloc(n, sizeof *beside->columns);
  beside->renamed = vn_alloc(room, 1);
  return (beside->labels && beside->columns && beside->renamed) ||
         no_memory(err);
}

static bool name_columns(const Work *w, Beside *beside, VnErr *err) {
  const VnFrame *l = w->left, *r = w->right;
  const char *suffix = w->join->suffix ? w->join->suffix : "";
  if (!make_room(w, suffix, beside, err)) return false;
  char *at = beside->renamed;
  for (size_t j = 0; j < l->n_cols; j++) {
    beside->labels[j] = vn_names_at(l->names, j);
  }
  for (size_t j = 0; j < r->n_cols; j++) {
    const char *name = vn_names_at(r->names, j);
    bool clashes = vn_names_find(l->names, name) >= 0;
    if (is_key(w, name)) continue;
    beside->labels[l->n_cols + beside->n] = at;
    beside->columns[beside->n++] = j;
    at = stpcpy(at, name);
    if (clashes) at = stpcpy(at, suffix);
    at++;
  }
  return true;
}

static bool fill(const Work *w, const Beside *beside, VnFrame *to, VnErr *err) {
  for (size_t j = 0; j < to->n_cols; j++) {
    bool is_left = j < w->left->n_cols;
    const VnColumn *from =
        is_left ? w->left->columns[j]
                : w->right->columns[beside->columns[j - w->left->n_cols]];
    const VnRow *rows = is_left ? w->left_rows : w->right_rows;
    to->columns[j] = vn_take_column(from, rows, w->n);
    if (!to->columns[j]) return no_memory(err);
    if (vn_stopped(err)) return false;
  }
  return true;
}

static VnFrame *put_beside(const Work *w, VnErr *err) {
  Beside beside = {0};
  VnFrame *to = NULL;
  VnNames *names = NULL;
  if (name_columns(w, &beside, err)) {
    names =
        vn_names_new(beside.labels, w->left->n_cols + beside.n, "column", err);
  }
  if (names) to = vn_frame_blank(names, w->n, w->left->source, err);
  if (to && !fill(w, &beside, to, err)) {
    vn_frame_free(to);
    to = NULL;
  }
  vn_free(beside.labels);
  vn_free(beside.columns);
  vn_free(beside.renamed);
  return to;
}

static VnFrame *finish(const Work *w, VnErr *err) {
  if (w->join->kind == VN_ANTI) {
    return vn_take(w->left, w->left_rows, w->n, err);
  }
  return put_beside(w, err);
}

VnFrame *vn_join(const VnFrame *left, const VnFrame *right, const VnJoin *join,
                 VnErr *err) {
  Work w = {.left = left, .right = right, .join = join};
  VnFrame *result = NULL;
  if (find_keys(&w, err) && refuse_clashes(&w, err) && make_chains(&w, err) &&
      count_pairs(&w, err) && list_pairs(&w, err)) {
    result = finish(&w, err);
  }
  work_free(&w);
  return result;
}
