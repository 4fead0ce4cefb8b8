#include "calc/frame/select.h"

#include <string.h>

#include "data/memory.h"

VnFrame *vn_select(const VnFrame *frame, const VnNames *names,
                   const VnNames *as, VnErr *err) {
  const VnNames *called = as ? as : names;
  VnFrame *to = vn_frame_blank(vn_names_share((VnNames *)called), frame->n_rows,
                               frame->source, err);
  for (size_t j = 0; to && j < to->n_cols; j++) {
    const VnColumn *column = vn_frame_column(frame, vn_names_at(names, j), err);
    if (!column) {
      vn_frame_free(to);
      return NULL;
    }
    to->columns[j] = vn_column_share((VnColumn *)column);
  }
  return to;
}

static bool is_among(const char *name, const char *const *names, size_t n) {
  for (size_t k = 0; k < n; k++) {
    if (names[k] && strcmp(name, names[k]) == 0) return true;
  }
  return false;
}

VnFrame *vn_without(const VnFrame *frame, const char *const *names, size_t n,
                    VnErr *err) {
  const char **labels = vn_alloc(frame->n_cols, sizeof *labels);
  VnColumn **columns = vn_alloc(frame->n_cols, sizeof(VnColumn *));
  VnFrame *rest = NULL;
  size_t n_left = 0;
  for (size_t j = 0; labels && columns && j < frame->n_cols; j++) {
    const char *label = vn_names_at(frame->names, j);
    if (is_among(label, names, n)) continue;
    labels[n_left] = label;
    columns[n_left++] = vn_column_share(frame->columns[j]);
  }
  if (labels && columns)
    rest =
        vn_frame_of(labels, columns, n_left, frame->n_rows, frame->source, err);
  else vn_fail_memory(err, "leaving columns out");
  vn_free(labels);
  vn_free(columns);
  return rest;
}

static bool same_length(const VnFrame *frame, const VnFrame *added,
                        VnErr *err) {
  if (added->n_cols == 0 || added->n_rows == frame->n_rows) return true;
  return vn_fail(err,
                 "column \"%s\" has %zu cell%s, but the frame has %zu row%s",
                 vn_names_at(added->names, 0), added->n_rows,
                 added->n_rows == 1 ? "" : "s", frame->n_rows,
                 frame->n_rows == 1 ? "" : "s");
}

static VnNames *names_of_both(const VnFrame *frame, const VnFrame *added,
                              VnErr *err) {
  size_t n = frame->n_cols;
  const char **labels = vn_alloc(n + added->n_cols, sizeof *labels);
  if (!labels) {
    vn_fail_memory(err, "adding columns");
    return NULL;
  }
  for (size_t j = 0; j < n; j++) labels[j] = vn_names_at(frame->names, j);
  for (size_t j = 0; j < added->n_cols; j++) {
    const char *name = vn_names_at(added->names, j);
    if (vn_names_find(frame->names, name) < 0) labels[n++] = name;
  }
  VnNames *names = vn_names_new(labels, n, "column", err);
  vn_free(labels);
  return names;
}

VnFrame *vn_extend(const VnFrame *frame, const VnFrame *added, VnErr *err) {
  if (!same_length(frame, added, err)) return NULL;
  VnNames *names = names_of_both(frame, added, err);
  if (!names) return NULL;
  VnFrame *to = vn_frame_blank(names, frame->n_rows, frame->source, err);
  for (size_t j = 0; to && j < to->n_cols; j++) {
    const char *name = vn_names_at(names, j);
    ptrdiff_t at = vn_names_find(added->names, name);
    VnColumn *column = at >= 0 ? added->columns[at] : frame->columns[j];
    to->columns[j] = vn_column_share(column);
  }
  return to;
}
