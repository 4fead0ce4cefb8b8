#include "data/frame.h"

#include <string.h>

#include "data/memory.h"

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

VnColumn *vn_column_new(VnType type, size_t n) {
  VnColumn *column = vn_alloc(1, sizeof *column);
  if (!column) return NULL;
  column->holders = 1;
  column->type = type;
  column->n = n;
  column->cells = vn_alloc(n, vn_type_size(type));
  if (column->cells) return column;
  vn_free(column);
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

static VnFrame *take_over(VnNames *names, VnColumn **columns, size_t n_rows,
                          const char *source) {
  VnFrame *frame = vn_alloc(1, sizeof *frame);
  if (!frame) return NULL;
  frame->n_cols = vn_names_count(names);
  frame->n_rows = n_rows;
  frame->columns = vn_alloc(frame->n_cols, sizeof(VnColumn *));
  frame->source = source ? vn_copy_text(source) : NULL;
  if (!frame->columns || (source && !frame->source)) {
    frame->n_cols = 0;
    vn_frame_free(frame);
    return NULL;
  }
  frame->names = names;
  memcpy(frame->columns, columns, frame->n_cols * sizeof(VnColumn *));
  return frame;
}

VnFrame *vn_frame_new(VnNames *names, VnColumn **columns, size_t n_rows,
                      const char *source, VnErr *err) {
  VnFrame *frame = take_over(names, columns, n_rows, source);
  if (frame) return frame;
  vn_fail_memory(err, "making a frame");
  for (size_t i = 0; i < vn_names_count(names); i++) {
    vn_column_free(columns[i]);
  }
  vn_names_free(names);
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

const VnColumn *vn_frame_column(const VnFrame *frame, const char *name,
                                VnErr *err) {
  ptrdiff_t at = vn_names_find(frame->names, name);
  if (at >= 0) return frame->columns[at];
  vn_fail(err, "no column \"%s\"%s", name, vn_names_hint(frame->names, name));
  return NULL;
}
