#include "calc/linkage/sides.h"

#include <string.h>

#include "data/csv/digits.h"
#include "data/events/frame.h"
#include "data/labels.h"
#include "data/memory.h"
#include "data/stop.h"

#define DOING "comparing periods"
#define CELL_TEXT 64

enum { GROUP, CLASS, SIDE, CLUSTER, COLUMNS };

typedef struct {
  const VnSides *how;
  const VnColumn *class, *year;
  VnLabels group, cluster;
  VnDictBuilder *classes;
  size_t n, room;
  int64_t *cells[COLUMNS];  // of classes: codes
} Work;

static void work_free(Work *w) {
  vn_labels_free(&w->group);
  vn_labels_free(&w->cluster);
  vn_dict_builder_free(w->classes);
  for (int k = 0; k < COLUMNS; k++) vn_free(w->cells[k]);
}

static bool find_columns(Work *w, const VnFrame *f, VnErr *err) {
  const VnSides *how = w->how;
  w->class = vn_frame_column(f, how->class, err);
  w->year = w->class ? vn_frame_column(f, how->year, err) : NULL;
  if (!w->year || !vn_labels_new(f, how->cluster, &w->cluster, err) ||
      (how->group && !vn_labels_new(f, how->group, &w->group, err)))
    return false;
  w->classes = vn_dict_builder_new();
  return w->classes || vn_fail_memory(err, DOING);
}


// ---- cells ----

static VnPiece cell_of(const VnColumn *column, size_t row,
                       char room[CELL_TEXT]) {
  if (vn_column_missing(column, row)) return (VnPiece){NULL, 0};
  if (column->type == VN_TEXT) {
    const char *text = vn_dict_at(column->dict, column->text[row]);
    return vn_trim((VnPiece){text, strlen(text)});
  }
  vn_column_text(column, row, room, CELL_TEXT);
  return (VnPiece){room, strlen(room)};
}

// The side of a year, or of a date's; -1: neither.
static int side_of(const Work *w, size_t row) {
  char room[CELL_TEXT];
  int64_t year;
  VnPiece cell = cell_of(w->year, row, room);
  bool date = cell.n == 10 && cell.bytes[4] == '-';  // 2014-12-31
  if (!vn_digits(cell.bytes, date ? 4 : cell.n, &year)) return -1;
  for (int side = 0; side < 2; side++) {
    VnYears years = w->how->sides[side];
    if (year >= years.from && year <= years.to) return side;
  }
  return -1;
}


// ---- rows of one class each ----

static bool grow(Work *w, VnErr *err) {
  size_t room = w->room * 2 + 1024;
  for (int k = 0; k < COLUMNS; k++) {
    int64_t *cells = vn_resize(w->cells[k], room, sizeof *cells);
    if (!cells) return vn_fail_memory(err, DOING);
    w->cells[k] = cells;
  }
  w->room = room;
  return true;
}

// What a group has of either side is a group of its own.
static bool add_row(Work *w, size_t row, int side, VnPiece class, VnErr *err) {
  char room[VN_CODE_ROOM];
  VnPiece cut;
  if (!vn_code_cut(class, w->how->level, room, &cut)) return true;
  if (w->n == w->room && !grow(w, err)) return false;
  int32_t code = vn_dict_builder_add(w->classes, cut.bytes, cut.n);
  if (code < 0) return vn_fail_memory(err, DOING);
  uint32_t cluster = w->cluster.of[row];
  int64_t group = w->how->group ? w->group.of[row] : (int64_t)row;
  w->cells[GROUP][w->n] = 2 * group + side;
  w->cells[CLASS][w->n] = code;
  w->cells[SIDE][w->n] = side;
  w->cells[CLUSTER][w->n++] =
      cluster == VN_NO_LABEL ? VN_NO_INTEGER : (int64_t)cluster;
  return true;
}

static bool add_classes(Work *w, size_t row, int side, VnPiece cell,
                        VnErr *err) {
  const char *separator = w->how->separator, *end = cell.bytes + cell.n;
  if (!separator) return add_row(w, row, side, cell, err);
  size_t length = strlen(separator);
  for (const char *at = cell.bytes; at <= end;) {
    const char *stop = memmem(at, (size_t)(end - at), separator, length);
    VnPiece piece = vn_trim((VnPiece){at, (size_t)((stop ? stop : end) - at)});
    at = stop ? stop + length : end + 1;
    if (piece.n > 0 && !add_row(w, row, side, piece, err)) return false;
  }
  return true;
}

static bool add_rows(Work *w, VnErr *err) {
  char room[CELL_TEXT];
  for (size_t i = 0; i < w->class->n; i++) {
    if ((i & VN_STOP_EVERY) == 0 && vn_stopped(err)) return false;
    bool named = !w->how->group || w->group.of[i] != VN_NO_LABEL;
    int side = named ? side_of(w, i) : -1;
    VnPiece cell = cell_of(w->class, i, room);
    if (side < 0 || cell.n == 0) continue;
    if (!add_classes(w, i, side, cell, err)) return false;
  }
  return true;
}


// ---- all of it ----

static VnColumn *class_column(Work *w) {
  VnColumn *column = vn_column_new(VN_TEXT, w->n);
  if (!column) return NULL;
  for (size_t k = 0; k < w->n; k++)
    column->text[k] = (int32_t)w->cells[CLASS][k];
  column->dict = vn_dict_builder_finish(w->classes, column->text, w->n);
  if (column->dict) return column;
  vn_column_free(column);
  return NULL;
}

static VnColumn *whole_column(const Work *w, int which) {
  VnColumn *column = vn_column_new(VN_INTEGER, w->n);
  if (column && w->n)
    memcpy(column->integer, w->cells[which], w->n * sizeof(int64_t));
  return column;
}

static VnFrame *frame_of(Work *w, const char *source, VnErr *err) {
  static const char *const labels[] = {"group", "class", "side", "cluster"};
  VnColumn *columns[] = {whole_column(w, GROUP), class_column(w),
                         whole_column(w, SIDE), whole_column(w, CLUSTER)};
  return vn_frame_of(labels, columns, COLUMNS, w->n, source, err);
}

VnEvents *vn_side_events(const VnFrame *frame, const VnSides *how, VnErr *err) {
  static const VnEventRows rows = {"group", "class", "side", "cluster"};
  Work w = {.how = how};
  bool done = find_columns(&w, frame, err) && add_rows(&w, err);
  VnFrame *f = done ? frame_of(&w, frame->source, err) : NULL;
  VnEvents *events = f ? vn_events_from_frame(f, &rows, err) : NULL;
  vn_frame_free(f);
  work_free(&w);
  return events;
}
