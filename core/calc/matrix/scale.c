#include "calc/matrix/scale.h"

#include "data/memory.h"
#include "data/stop.h"

#define DOING "weighing a column"

static const VnColumn *numbers_of(const VnFrame *frame, const char *name,
                                  VnErr *err) {
  const VnColumn *column = vn_frame_column(frame, name, err);
  if (!column) return NULL;
  if (column->type == VN_NUMBER || column->type == VN_INTEGER) return column;
  vn_fail(err, "column \"%s\" should hold numbers, but is of type %s", name,
          vn_type_name(column->type));
  return NULL;
}

static double number_at(const VnColumn *column, size_t row) {
  if (vn_column_missing(column, row)) return VN_NO_NUMBER;
  return column->type == VN_INTEGER ? (double)column->integer[row]
                                    : column->number[row];
}

static bool multiply(const VnColumn *a, const VnColumn *b, VnColumn *to,
                     VnErr *err) {
  for (size_t i = 0; i < to->n; i++) {
    if ((i & VN_STOP_EVERY) == 0 && vn_stopped(err)) return false;
    to->number[i] = number_at(a, i) * number_at(b, i);
    if (isinf(to->number[i])) return vn_fail(err, "a product is too large");
  }
  return true;
}

// Puts the weighed column in place of the one of that name.
static bool put(VnFrame *to, const VnFrame *from, const char *name,
                const VnColumn *weights, VnErr *err) {
  const VnColumn *column = numbers_of(from, name, err);
  if (!column) return false;
  VnColumn *product = vn_column_new(VN_NUMBER, from->n_rows);
  if (!product) return vn_fail_memory(err, DOING);
  if (!multiply(column, weights, product, err)) {
    vn_column_free(product);
    return false;
  }
  size_t j = (size_t)vn_names_find(from->names, name);
  vn_column_free(to->columns[j]);
  to->columns[j] = product;
  return true;
}

VnFrame *vn_scale(const VnFrame *frame, const char *const *names, size_t n,
                  const char *weight, VnErr *err) {
  const VnColumn *weights = numbers_of(frame, weight, err);
  if (!weights) return NULL;
  VnFrame *to = vn_frame_blank(vn_names_share(frame->names), frame->n_rows,
                               frame->source, err);
  for (size_t j = 0; to && j < frame->n_cols; j++) {
    to->columns[j] = vn_column_share(frame->columns[j]);
  }
  for (size_t k = 0; to && k < n; k++) {
    if (put(to, frame, names[k], weights, err)) continue;
    vn_frame_free(to);
    return NULL;
  }
  return to;
}
