#include "data/frame.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "data/date.h"
#include "data/memory.h"
#include "data/number.h"

static const struct {
  const char *name;
  size_t size;
} types[] = {
    {"number",  sizeof(double) },
    {"integer", sizeof(int64_t)},
    {"text",    sizeof(int32_t)},
    {"date",    sizeof(int32_t)},
    {"logical", sizeof(int8_t) },
};

const char *vn_type_name(VnType type) {
  return types[type].name;
}

size_t vn_type_size(VnType type) {
  return types[type].size;
}

bool vn_type_named(const char *name, VnType *type) {
  for (size_t i = 0; i < sizeof types / sizeof *types; i++) {
    *type = (VnType)i;
    if (strcmp(name, types[i].name) == 0) return true;
  }
  return false;
}

VnColumn *vn_column_of(VnType type, void *cells, size_t n, VnDict *dict) {
  VnColumn *column = vn_alloc(1, sizeof *column);
  if (!column) return NULL;
  *column = (VnColumn){.holders = 1, .type = type, .n = n, .dict = dict};
  column->cells = cells;
  return column;
}

VnColumn *vn_column_new(VnType type, size_t n) {
  void *cells = vn_alloc(n, vn_type_size(type));
  VnColumn *column = cells ? vn_column_of(type, cells, n, NULL) : NULL;
  if (!column) vn_free(cells);
  return column;
}

static bool add_texts(const char *const *texts, size_t n,
                      VnDictBuilder *builder, int32_t *codes) {
  for (size_t row = 0; row < n; row++) {
    codes[row] = vn_dict_builder_add(builder, texts[row], strlen(texts[row]));
    if (codes[row] < 0) return false;
  }
  return true;
}

VnColumn *vn_column_of_texts(const char *const *texts, size_t n) {
  VnColumn *column = vn_column_new(VN_TEXT, n);
  VnDictBuilder *builder = vn_dict_builder_new();
  if (column && builder && add_texts(texts, n, builder, column->text))
    column->dict = vn_dict_builder_finish(builder, column->text, n);
  vn_dict_builder_free(builder);
  if (column && column->dict) return column;
  vn_column_free(column);
  return NULL;
}

VnColumn *vn_column_share(VnColumn *column) {
  column->holders++;
  return column;
}

void vn_column_free(VnColumn *column) {
  if (!column || --column->holders > 0) return;
  vn_dict_free(column->dict);
  vn_free(column->cells);
  vn_free(column);
}

bool vn_column_missing(const VnColumn *column, size_t row) {
  switch (column->type) {
    case VN_NUMBER: return isnan(column->number[row]);
    case VN_INTEGER: return column->integer[row] == VN_NO_INTEGER;
    case VN_TEXT: return column->text[row] == VN_NO_CODE;
    case VN_DATE: return column->date[row] == VN_NO_DATE;
    case VN_LOGICAL: return column->logical[row] == VN_NO_LOGICAL;
  }
  return true;
}

void vn_column_text(const VnColumn *column, size_t row, char *text,
                    size_t size) {
  char number[VN_NUMBER_TEXT], date[VN_DATE_TEXT];
  if (vn_column_missing(column, row)) {
    snprintf(text, size, "na");
    return;
  }
  switch (column->type) {
    case VN_NUMBER:
      vn_number_to_text(column->number[row], number);
      snprintf(text, size, "%s", number);
      break;
    case VN_INTEGER:
      snprintf(text, size, "%" PRId64, column->integer[row]);
      break;
    case VN_TEXT:
      snprintf(text, size, "%s", vn_dict_at(column->dict, column->text[row]));
      break;
    case VN_DATE:
      vn_date_to_text(column->date[row], date);
      snprintf(text, size, "%s", date);
      break;
    case VN_LOGICAL:
      snprintf(text, size, "%s", column->logical[row] ? "true" : "false");
      break;
  }
}

const char *vn_column_label(const VnColumn *column, size_t row, char *spare) {
  if (column->type == VN_TEXT) {
    return vn_dict_at(column->dict, column->text[row]);
  }
  vn_column_text(column, row, spare, VN_SPARE);
  return spare;
}

static bool too_many(size_t n_rows, VnErr *err) {
  if (n_rows < VN_NO_ROW) return false;
  vn_fail(err, "a frame of %zu rows is too large; there may be %zu", n_rows,
          (size_t)VN_NO_ROW - 1);
  return true;
}

VnFrame *vn_frame_blank(VnNames *names, size_t n_rows, const char *source,
                        VnErr *err) {
  if (too_many(n_rows, err)) {
    vn_names_free(names);
    return NULL;
  }
  VnFrame *frame = vn_alloc(1, sizeof *frame);
  if (frame) {
    frame->names = names;
    frame->n_rows = n_rows;
    frame->columns = vn_alloc(vn_names_count(names), sizeof(VnColumn *));
    frame->source = source ? vn_copy_text(source) : NULL;
    frame->n_cols = frame->columns ? vn_names_count(names) : 0;
    if (frame->columns && (!source || frame->source)) return frame;
    vn_frame_free(frame);
  } else {
    vn_names_free(names);
  }
  vn_fail_memory(err, "making a frame");
  return NULL;
}

VnFrame *vn_frame_new(VnNames *names, VnColumn **columns, size_t n_rows,
                      const char *source, VnErr *err) {
  size_t n_cols = vn_names_count(names);
  VnFrame *frame = vn_frame_blank(names, n_rows, source, err);
  if (frame) memcpy(frame->columns, columns, n_cols * sizeof(VnColumn *));
  else
    for (size_t i = 0; i < n_cols; i++) vn_column_free(columns[i]);
  return frame;
}

VnFrame *vn_frame_of(const char *const *labels, VnColumn **columns, size_t n,
                     size_t n_rows, const char *source, VnErr *err) {
  bool whole = true;
  for (size_t j = 0; j < n; j++) whole = whole && columns[j];
  VnNames *names = whole ? vn_names_new(labels, n, "column", err) : NULL;
  if (names) return vn_frame_new(names, columns, n_rows, source, err);
  if (!whole) vn_fail_memory(err, "making a frame");
  for (size_t j = 0; j < n; j++) vn_column_free(columns[j]);
  return NULL;
}

void vn_frame_free(VnFrame *frame) {
  if (!frame) return;
  for (size_t i = 0; i < frame->n_cols; i++) {
    vn_column_free(frame->columns[i]);
  }
  vn_names_free(frame->names);
  vn_free(frame->columns);
  vn_free(frame->source);
  vn_free(frame);
}

static VnColumn *slice(const VnColumn *from, size_t start, size_t n) {
  size_t size = vn_type_size(from->type);
  VnColumn *column = vn_column_new(from->type, n);
  if (!column) return NULL;
  memcpy(column->cells, (const char *)from->cells + start * size, n * size);
  if (from->dict) column->dict = vn_dict_share(from->dict);
  return column;
}

VnFrame *vn_frame_slice(const VnFrame *frame, size_t from, size_t to,
                        VnErr *err) {
  VnFrame *f = vn_frame_blank(vn_names_share(frame->names), to - from,
                              frame->source, err);
  for (size_t j = 0; f && j < frame->n_cols; j++) {
    f->columns[j] = slice(frame->columns[j], from, to - from);
    if (!f->columns[j]) {
      vn_frame_free(f);
      vn_fail_memory(err, "making a frame");
      return NULL;
    }
  }
  return f;
}

static bool same_text(const VnColumn *a, const VnColumn *b, size_t row) {
  int32_t x = a->text[row], y = b->text[row];
  if (x < 0 || y < 0 || a->dict == b->dict) return x == y;
  return strcmp(vn_dict_at(a->dict, x), vn_dict_at(b->dict, y)) == 0;
}

static bool same_number(double a, double b) {
  return a == b || (isnan(a) && isnan(b));
}

static bool same_cells(const VnColumn *a, const VnColumn *b) {
  if (a == b) return true;
  if (a->type != b->type) return false;
  if (a->type != VN_TEXT && a->type != VN_NUMBER) {
    return memcmp(a->cells, b->cells, a->n * vn_type_size(a->type)) == 0;
  }
  for (size_t i = 0; i < a->n; i++) {
    bool same = a->type == VN_TEXT ? same_text(a, b, i)
                                   : same_number(a->number[i], b->number[i]);
    if (!same) return false;
  }
  return true;
}

bool vn_frame_equal(const VnFrame *a, const VnFrame *b) {
  if (a->n_rows != b->n_rows || !vn_names_equal(a->names, b->names)) {
    return false;
  }
  for (size_t j = 0; j < a->n_cols; j++) {
    if (!same_cells(a->columns[j], b->columns[j])) return false;
  }
  return true;
}

const VnColumn *vn_frame_column(const VnFrame *frame, const char *name,
                                VnErr *err) {
  ptrdiff_t at = vn_names_find(frame->names, name);
  if (at >= 0) return frame->columns[at];
  vn_fail(err, "no column \"%s\"%s", name, vn_names_hint(frame->names, name));
  return NULL;
}
