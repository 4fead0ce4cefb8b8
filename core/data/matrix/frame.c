#include "data/matrix/frame.h"

#include <inttypes.h>
#include <string.h>

#include "data/key.h"
#include "data/memory.h"
#include "data/stop.h"

#define ID_SIZE 24                // room for an integer or a date
#define EXACT ((int64_t)1 << 53)  // doubles hold integers up to here
#define DOING "making a matrix of a frame"


// ---- row names ----

static bool label_rows(const VnColumn *column, const char *id, char *room,
                       const char **labels, VnErr *err) {
  for (size_t i = 0; i < column->n; i++) {
    if (vn_column_missing(column, i)) {
      return vn_fail(err, "column \"%s\" names the rows, but row %zu has none",
                     id, i + 1);
    }
    if (column->type == VN_TEXT) {
      labels[i] = vn_dict_at(column->dict, column->text[i]);
    } else {
      labels[i] = room + i * ID_SIZE;
      vn_column_text(column, i, room + i * ID_SIZE, ID_SIZE);
    }
  }
  return true;
}

static VnNames *row_names(const VnColumn *column, const char *id, VnErr *err) {
  if (column->type == VN_NUMBER || column->type == VN_LOGICAL) {
    char key[VN_KEY_ROOM];
    vn_fail(err,
            "column \"%s\" cannot name the rows: it is %s, and names are text, "
            "integer or date (types = { %s = \"text\" } reads texts)",
            id, vn_type_name(column->type), vn_key(id, key));
    return NULL;
  }
  VnNames *names = NULL;
  const char **labels = vn_alloc(column->n, sizeof *labels);
  char *room = vn_alloc(column->type == VN_TEXT ? 0 : column->n, ID_SIZE);
  if (!labels || !room) {
    vn_fail_memory(err, DOING);
  } else if (label_rows(column, id, room, labels, err)) {
    names = vn_names_new(labels, column->n, "row", err);
  }
  vn_free(labels);
  vn_free(room);
  return names;
}


// ---- columns ----

static bool fill_numbers(VnMatrix *m, size_t j, const VnColumn *column) {
  for (size_t i = 0; i < m->n_rows; i++) {
    *vn_matrix_cell(m, i, j) = column->number[i];
  }
  return true;
}

static bool fill_integers(VnMatrix *m, size_t j, const VnColumn *column,
                          VnErr *err) {
  for (size_t i = 0; i < m->n_rows; i++) {
    int64_t value = column->integer[i];
    bool missing = value == VN_NO_INTEGER;
    if (!missing && (value > EXACT || value < -EXACT)) {
      return vn_fail(err,
                     "%" PRId64 " in row \"%s\" of column \"%s\" has more "
                     "digits than a matrix keeps",
                     value, vn_names_at(m->rows, i), vn_names_at(m->cols, j));
    }
    *vn_matrix_cell(m, i, j) = missing ? NAN : (double)value;
  }
  return true;
}

static bool fill_logicals(VnMatrix *m, size_t j, const VnColumn *column) {
  for (size_t i = 0; i < m->n_rows; i++) {
    int8_t value = column->logical[i];
    *vn_matrix_cell(m, i, j) = value == VN_NO_LOGICAL ? NAN : (double)value;
  }
  return true;
}

// A text or date column is refused at its first cell; one that is all missing
// is a column of missing numbers.
static bool fill_others(VnMatrix *m, size_t j, const VnColumn *column,
                        VnErr *err) {
  const char *name = vn_names_at(m->cols, j);
  for (size_t i = 0; i < m->n_rows; i++) {
    if (vn_column_missing(column, i)) {
      *vn_matrix_cell(m, i, j) = NAN;
      continue;
    }
    char cell[60];
    vn_column_text(column, i, cell, sizeof cell);
    return vn_fail(err,
                   "column \"%s\" wants numbers, found \"%s\" in row \"%s\"; "
                   "leave the column out with drop = {\"%s\"}",
                   name, cell, vn_names_at(m->rows, i), name);
  }
  return true;
}

static bool fill_column(VnMatrix *m, size_t j, const VnColumn *column,
                        VnErr *err) {
  switch (column->type) {
    case VN_NUMBER: return fill_numbers(m, j, column);
    case VN_INTEGER: return fill_integers(m, j, column, err);
    case VN_LOGICAL: return fill_logicals(m, j, column);
    case VN_TEXT:
    case VN_DATE: break;
  }
  return fill_others(m, j, column, err);
}


// ---- from a frame ----

static bool check_drop(const VnFrame *frame, const char *id,
                       const VnNames *drop, VnErr *err) {
  for (size_t i = 0; drop && i < vn_names_count(drop); i++) {
    const char *name = vn_names_at(drop, i);
    if (strcmp(name, id) == 0) {
      return vn_fail(err,
                     "column \"%s\" names the rows, so it cannot be "
                     "dropped",
                     name);
    }
    if (!vn_frame_column(frame, name, err)) return vn_fail_while(err, "drop");
  }
  return true;
}

static VnNames *kept_names(const VnFrame *frame, const char *id,
                           const VnNames *drop, VnErr *err) {
  const char **kept = vn_alloc(frame->n_cols, sizeof *kept);
  if (!kept) {
    vn_fail_memory(err, DOING);
    return NULL;
  }
  size_t n = 0;
  for (size_t j = 0; j < frame->n_cols; j++) {
    const char *name = vn_names_at(frame->names, j);
    bool dropped = drop && vn_names_find(drop, name) >= 0;
    if (!dropped && strcmp(name, id) != 0) kept[n++] = name;
  }
  VnNames *names = vn_names_new(kept, n, "column", err);
  vn_free(kept);
  return names;
}

static bool fill_matrix(VnMatrix *m, const VnFrame *frame, const char *id,
                        VnErr *err) {
  if (!vn_matrix_say(&m->row_title, id, err)) return false;
  if (!vn_matrix_say(&m->source, frame->source, err)) return false;
  for (size_t j = 0; j < m->n_cols; j++) {
    const VnColumn *column =
        vn_frame_column(frame, vn_names_at(m->cols, j), err);
    if (!column || !fill_column(m, j, column, err)) return false;
    if (vn_stopped(err)) return false;
  }
  return true;
}

VnMatrix *vn_matrix_from_frame(const VnFrame *frame, const char *id,
                               const VnNames *drop, VnErr *err) {
  const VnColumn *ids = vn_frame_column(frame, id, err);
  if (!ids || !check_drop(frame, id, drop, err)) return NULL;
  VnNames *rows = row_names(ids, id, err);
  VnNames *cols = rows ? kept_names(frame, id, drop, err) : NULL;
  VnMatrix *m = cols ? vn_matrix_new(rows, cols, err) : NULL;
  vn_names_free(rows);
  vn_names_free(cols);
  if (m && fill_matrix(m, frame, id, err)) return m;
  vn_matrix_free(m);
  return NULL;
}


// ---- to frames ----

static bool code_names(VnColumn *column, const VnNames *names,
                       VnDictBuilder *builder) {
  for (size_t i = 0; i < column->n; i++) {
    const char *name = vn_names_at(names, i);
    column->text[i] = vn_dict_builder_add(builder, name, strlen(name));
    if (column->text[i] < 0) return false;
  }
  column->dict = vn_dict_builder_finish(builder, column->text, column->n);
  return column->dict != NULL;
}

VnColumn *vn_column_of_names(const VnNames *names) {
  VnColumn *column = vn_column_new(VN_TEXT, vn_names_count(names));
  VnDictBuilder *builder = vn_dict_builder_new();
  bool done = column && builder && code_names(column, names, builder);
  vn_dict_builder_free(builder);
  if (done) return column;
  vn_column_free(column);
  return NULL;
}

static VnNames *frame_names(const VnMatrix *m, VnErr *err) {
  const char *title = vn_matrix_row_word(m);
  if (vn_names_find(m->cols, title) >= 0) {
    vn_fail(err,
            "the rows and one of the columns are both called \"%s\"; give the "
            "rows another title with :titled{ rows = \"...\" }",
            title);
    return NULL;
  }
  const char **labels = vn_alloc(m->n_cols + 1, sizeof *labels);
  if (!labels) {
    vn_fail_memory(err, "making a frame");
    return NULL;
  }
  labels[0] = title;
  for (size_t j = 0; j < m->n_cols; j++) {
    labels[j + 1] = vn_names_at(m->cols, j);
  }
  VnNames *names = vn_names_new(labels, m->n_cols + 1, "column", err);
  vn_free(labels);
  return names;
}

static VnFrame *fail_frame(VnFrame *frame, VnErr *err) {
  vn_fail_memory(err, "making a frame");
  vn_frame_free(frame);
  return NULL;
}

static VnColumn *number_column(const VnMatrix *m, size_t j) {
  VnColumn *column = vn_column_new(VN_NUMBER, m->n_rows);
  for (size_t i = 0; column && i < m->n_rows; i++) {
    column->number[i] = *vn_matrix_cell(m, i, j);
  }
  return column;
}

VnFrame *vn_matrix_to_frame(const VnMatrix *m, VnErr *err) {
  VnNames *names = frame_names(m, err);
  if (!names) return NULL;
  VnFrame *frame = vn_frame_blank(names, m->n_rows, m->source, err);
  if (!frame) return NULL;
  frame->columns[0] = vn_column_of_names(m->rows);
  if (!frame->columns[0]) return fail_frame(frame, err);
  for (size_t j = 0; j < m->n_cols; j++) {
    frame->columns[j + 1] = number_column(m, j);
    if (!frame->columns[j + 1]) return fail_frame(frame, err);
    if (vn_stopped(err)) {
      vn_frame_free(frame);
      return NULL;
    }
  }
  return frame;
}

// The names of one side, of as many cells as the matrix has.
static VnColumn *repeat_names(const VnMatrix *m, VnSide side) {
  VnColumn *once = vn_column_of_names(side == VN_ROWS ? m->rows : m->cols);
  VnColumn *column = once ? vn_column_new(VN_TEXT, vn_matrix_size(m)) : NULL;
  if (column) {
    column->dict = vn_dict_share(once->dict);
    int32_t *code = column->text;
    for (size_t i = 0; i < m->n_rows; i++) {
      for (size_t j = 0; j < m->n_cols; j++) {
        *code++ = once->text[vn_matrix_line(side, i, j)];
      }
    }
  }
  vn_column_free(once);
  return column;
}

static VnColumn *cell_column(const VnMatrix *m) {
  VnColumn *column = vn_column_new(VN_NUMBER, vn_matrix_size(m));
  if (column) {
    memcpy(column->number, m->cells, column->n * sizeof *column->number);
  }
  return column;
}

VnFrame *vn_matrix_to_long(const VnMatrix *m, VnErr *err) {
  const char *row = vn_matrix_row_word(m), *col = vn_matrix_col_word(m);
  bool same = strcmp(row, col) == 0;
  const char *labels[] = {same ? "row" : row, same ? "col" : col, "value"};
  VnNames *names = vn_names_new(labels, 3, "column", err);
  if (!names) return NULL;
  VnFrame *frame = vn_frame_blank(names, vn_matrix_size(m), m->source, err);
  if (!frame) return NULL;
  frame->columns[0] = repeat_names(m, VN_ROWS);
  frame->columns[1] = repeat_names(m, VN_COLS);
  frame->columns[2] = cell_column(m);
  for (size_t j = 0; j < 3; j++) {
    if (!frame->columns[j]) return fail_frame(frame, err);
  }
  return frame;
}
