#include "calc/frame/append.h"

#include <stdio.h>
#include <string.h>

#include "data/list.h"
#include "data/memory.h"
#include "data/stop.h"

static bool has_values(const VnColumn *column) {
  for (size_t i = 0; i < column->n; i++) {
    if (!vn_column_missing(column, i)) return true;
  }
  return false;
}

static bool is_numeric(VnType type) {
  return type == VN_NUMBER || type == VN_INTEGER;
}

static bool common_type(const VnColumn *a, const VnColumn *b, VnType *type,
                        VnErr *err) {
  *type = a->type;
  if (a->type == b->type) return true;
  if (!has_values(b)) return true;
  *type = b->type;
  if (!has_values(a)) return true;
  *type = VN_NUMBER;
  if (is_numeric(a->type) && is_numeric(b->type)) return true;
  return vn_fail(err, "is of type %s in one frame and %s in the other",
                 vn_type_name(a->type), vn_type_name(b->type));
}

static void put_missing(VnColumn *to, size_t start, size_t n) {
  for (size_t i = start; i < start + n; i++) {
    switch (to->type) {
      case VN_NUMBER: to->number[i] = VN_NO_NUMBER; break;
      case VN_INTEGER: to->integer[i] = VN_NO_INTEGER; break;
      case VN_TEXT: to->text[i] = VN_NO_CODE; break;
      case VN_DATE: to->date[i] = VN_NO_DATE; break;
      case VN_LOGICAL: to->logical[i] = VN_NO_LOGICAL; break;
    }
  }
}

static bool put_as_numbers(VnColumn *to, size_t start, const VnColumn *from,
                           VnErr *err) {
  for (size_t i = 0; i < from->n; i++) {
    int64_t x = from->integer[i];
    bool missing = x == VN_NO_INTEGER;
    if (!missing && (x > VN_EXACT || x < -VN_EXACT)) {
      return vn_fail(err, "holds an integer with more digits than a column of "
                          "numbers can keep");
    }
    to->number[start + i] = missing ? VN_NO_NUMBER : (double)x;
  }
  return true;
}

static bool put(VnColumn *to, size_t start, const VnColumn *from, VnErr *err) {
  if (from->type == to->type) {
    size_t size = vn_type_size(to->type);
    memcpy((char *)to->cells + start * size, from->cells, from->n * size);
  } else if (is_numeric(from->type) && to->type == VN_NUMBER &&
             from->type == VN_INTEGER && has_values(from)) {
    return put_as_numbers(to, start, from, err);
  } else {
    put_missing(to, start, from->n);
  }
  return true;
}

static void recode(VnColumn *to, size_t start, size_t n, const int32_t *codes) {
  for (size_t i = start; i < start + n; i++) {
    if (to->text[i] >= 0) to->text[i] = codes[to->text[i]];
  }
}

static bool merge_texts(VnColumn *to, const VnColumn *a, const VnColumn *b) {
  if (!a->dict || !b->dict || a->dict == b->dict) {
    to->dict = vn_dict_share(a->dict ? a->dict : b->dict);
    return true;
  }
  int32_t *a_to = vn_alloc(vn_dict_count(a->dict), sizeof *a_to);
  int32_t *b_to = vn_alloc(vn_dict_count(b->dict), sizeof *b_to);
  if (a_to && b_to) {
    to->dict = vn_dict_merge(a->dict, b->dict, a_to, b_to);
    if (to->dict) recode(to, 0, a->n, a_to);
    if (to->dict) recode(to, a->n, b->n, b_to);
  }
  vn_free(a_to);
  vn_free(b_to);
  return to->dict != NULL;
}

VnColumn *vn_append_column(const VnColumn *a, const VnColumn *b, VnErr *err) {
  VnType type;
  if (!common_type(a, b, &type, err)) return NULL;
  VnColumn *to = vn_column_new(type, a->n + b->n);
  if (!to) {
    vn_fail_memory(err, "appending");
    return NULL;
  }
  bool done = put(to, 0, a, err) && put(to, a->n, b, err);
  if (done && type == VN_TEXT && !merge_texts(to, a, b)) {
    done = vn_fail_memory(err, "appending");
  }
  if (done) return to;
  vn_column_free(to);
  return NULL;
}

// The names of `frame` that `other` lacks.
static void list_lacking(VnList *list, const VnFrame *frame,
                         const VnFrame *other) {
  for (size_t j = 0; j < frame->n_cols; j++) {
    const char *name = vn_names_at(frame->names, j);
    if (vn_names_find(other->names, name) < 0) vn_list_add(list, name);
  }
}

static bool same_names(const VnFrame *a, const VnFrame *b, VnErr *err) {
  VnList only_a = {0}, only_b = {0};
  list_lacking(&only_a, a, b);
  list_lacking(&only_b, b, a);
  if (only_a.n == 0 && only_b.n == 0) return true;
  if (only_b.n == 0) {
    return vn_fail(err, "the frame to be added lacks %s", only_a.text);
  }
  if (only_a.n == 0) {
    return vn_fail(err, "only the frame to be added has %s", only_b.text);
  }
  return vn_fail(err, "the frame to be added lacks %s, but has %s", only_a.text,
                 only_b.text);
}

static bool append_columns(VnFrame *to, const VnFrame *a, const VnFrame *b,
                           VnErr *err) {
  for (size_t j = 0; j < a->n_cols; j++) {
    const char *name = vn_names_at(a->names, j);
    const VnColumn *below = b->columns[vn_names_find(b->names, name)];
    to->columns[j] = vn_append_column(a->columns[j], below, err);
    if (!to->columns[j] && err->kind == VN_WRONG) {
      return vn_fail_while(err, "column \"%s\"", name);
    }
    if (!to->columns[j] || vn_stopped(err)) return false;
  }
  return true;
}

VnFrame *vn_append(const VnFrame *a, const VnFrame *b, VnErr *err) {
  if (!same_names(a, b, err)) return NULL;
  VnFrame *to = vn_frame_blank(vn_names_share(a->names), a->n_rows + b->n_rows,
                               a->source, err);
  if (to && append_columns(to, a, b, err)) return to;
  vn_frame_free(to);
  return NULL;
}
