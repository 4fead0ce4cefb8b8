#include "data/csv/columns.h"

#include <stdio.h>
#include <string.h>

#include "data/memory.h"
#include "data/near.h"
#include "data/utf8.h"

#define MOST_COLUMNS 100000

void vn_csv_columns_free(VnCsvColumns *c) {
  for (size_t i = 0; i < c->n; i++) vn_infer_free(c->all[i]);
  vn_free(c->all);
  vn_free(c->unnamed);
  c->all = NULL, c->unnamed = NULL;
  c->n = c->room = 0;
}

static bool grow(VnCsvColumns *c) {
  if (c->n < c->room) return true;
  size_t room = c->room ? c->room * 2 : 16;
  VnInfer **all = vn_resize(c->all, room, sizeof(VnInfer *));
  if (!all) return false;
  c->all = all;
  bool *unnamed = vn_resize(c->unnamed, room, sizeof *unnamed);
  if (!unnamed) return false;
  c->unnamed = unnamed, c->room = room;
  return true;
}

static void force_type(VnInfer *column, const VnCsvOptions *options) {
  const char *name = vn_infer_name(column);
  for (size_t i = 0; i < options->n_typed; i++) {
    if (strcmp(options->typed[i], name) != 0) continue;
    vn_infer_force(column, options->types[i]);
  }
}

static VnInfer *make_column(const VnCsvColumns *c, const char *bytes,
                            size_t n) {
  char numbered[32];
  int length = snprintf(numbered, sizeof numbered, "column_%zu", c->n + 1);
  if (n == 0) bytes = numbered, n = (size_t)length;
  char *title = vn_alloc(n + 1, 1);
  if (!title) return NULL;
  memcpy(title, bytes, n);
  VnInfer *column = vn_infer_new(title, &c->options->rules);
  vn_free(title);
  if (column) force_type(column, c->options);
  return column;
}

bool vn_csv_columns_add(VnCsvColumns *c, const char *bytes, size_t n,
                        size_t line, VnErr *err) {
  if (c->n == MOST_COLUMNS) {
    return vn_fail(err, "line %zu has more than %d cells", line, MOST_COLUMNS);
  }
  if (vn_utf8_valid(bytes, n) < n) {
    return vn_fail(err,
                   "line %zu, the name of column %zu: the bytes are not UTF-8; "
                   "encoding = \"windows-1252\" reads what older Windows "
                   "programs wrote",
                   line, c->n + 1);
  }
  VnInfer *column = grow(c) ? make_column(c, bytes, n) : NULL;
  if (!column) return vn_fail_memory(err, "reading a header");
  c->unnamed[c->n] = n == 0 && !c->options->how.no_header;
  c->all[c->n++] = column;
  return true;
}

static bool is_known(const VnCsvColumns *c, const char *name, VnErr *err) {
  VnNear near = vn_near(name);
  for (size_t i = 0; i < c->n; i++) {
    const char *title = vn_infer_name(c->all[i]);
    if (strcmp(title, name) == 0) return true;
    vn_near_try(&near, title);
  }
  return vn_fail(err, "'types' names \"%s\", but no column is called so%s",
                 name, vn_near_hint(&near));
}

bool vn_csv_columns_know_types(const VnCsvColumns *c, VnErr *err) {
  for (size_t i = 0; i < c->options->n_typed; i++) {
    if (!is_known(c, c->options->typed[i], err)) return false;
  }
  return true;
}

void vn_csv_columns_expect(VnCsvColumns *c, size_t n) {
  for (size_t i = 0; i < c->n; i++) vn_infer_expect(c->all[i], n);
}

bool vn_csv_columns_settle(VnCsvColumns *c, bool whole, VnErr *err) {
  for (size_t i = 0; i < c->n; i++) {
    if (!vn_infer_settle(c->all[i], whole, err)) return false;
  }
  return true;
}

bool vn_csv_columns_again(const VnCsvColumns *c) {
  for (size_t i = 0; i < c->n; i++) {
    if (vn_infer_again(c->all[i])) return true;
  }
  return false;
}

static void drop_unnamed(VnCsvColumns *c, VnNotes *notes) {
  size_t n = 0;
  for (size_t i = 0; i < c->n; i++) {
    VnInfer *column = c->all[i];
    if (c->unnamed[i] && vn_infer_empty(column)) {
      vn_infer_free(column);
      continue;
    }
    if (c->unnamed[i]) {
      vn_note(notes, "column %zu has no name; it is called \"%s\"", i + 1,
              vn_infer_name(column));
    }
    c->all[n++] = column;
  }
  c->n = n;
}

static VnNames *name_columns(const VnCsvColumns *c, VnErr *err) {
  const char **labels = vn_alloc(c->n, sizeof *labels);
  if (!labels) {
    vn_fail_memory(err, "reading a header");
    return NULL;
  }
  for (size_t i = 0; i < c->n; i++) labels[i] = vn_infer_name(c->all[i]);
  VnNames *names = vn_names_new(labels, c->n, "column", err);
  vn_free(labels);
  return names;
}

static void free_columns(VnColumn **columns, size_t n) {
  for (size_t i = 0; columns && i < n; i++) vn_column_free(columns[i]);
  vn_free(columns);
}

static VnColumn **finish_columns(VnCsvColumns *c, VnNotes *notes, VnErr *err) {
  VnColumn **columns = vn_alloc(c->n, sizeof(VnColumn *));
  if (!columns) vn_fail_memory(err, "reading");
  for (size_t i = 0; columns && i < c->n; i++) {
    columns[i] = vn_infer_finish(c->all[i], notes, err);
    if (columns[i]) continue;
    free_columns(columns, c->n);
    return NULL;
  }
  return columns;
}

VnFrame *vn_csv_columns_frame(VnCsvColumns *c, size_t n_rows,
                              const char *source, VnNotes *notes, VnErr *err) {
  drop_unnamed(c, notes);
  VnNames *names = name_columns(c, err);
  VnColumn **columns = names ? finish_columns(c, notes, err) : NULL;
  VnFrame *frame = NULL;
  if (columns) frame = vn_frame_new(names, columns, n_rows, source, err);
  else vn_names_free(names);
  vn_free(columns);
  vn_csv_columns_free(c);
  return frame;
}
