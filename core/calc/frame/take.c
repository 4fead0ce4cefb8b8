#include "calc/frame/take.h"

#include "data/stop.h"

#define TAKE(cells, none)                                                      \
  for (size_t i = 0; i < n; i++) {                                             \
    to->cells[i] = rows[i] == VN_NO_ROW ? (none) : from->cells[rows[i]];       \
  }

VnColumn *vn_take_column(const VnColumn *from, const VnRow *rows, size_t n) {
  VnColumn *to = vn_column_new(from->type, n);
  if (!to) return NULL;
  if (from->dict) to->dict = vn_dict_share(from->dict);
  switch (from->type) {
    case VN_NUMBER: TAKE(number, VN_NO_NUMBER) break;
    case VN_INTEGER: TAKE(integer, VN_NO_INTEGER) break;
    case VN_TEXT: TAKE(text, VN_NO_CODE) break;
    case VN_DATE: TAKE(date, VN_NO_DATE) break;
    case VN_LOGICAL: TAKE(logical, VN_NO_LOGICAL) break;
  }
  return to;
}

static bool take_columns(VnFrame *to, const VnFrame *from, const VnRow *rows,
                         VnErr *err) {
  for (size_t j = 0; j < from->n_cols; j++) {
    to->columns[j] = vn_take_column(from->columns[j], rows, to->n_rows);
    if (!to->columns[j]) return vn_fail_memory(err, "taking rows");
    if (vn_stopped(err)) return false;
  }
  return true;
}

VnFrame *vn_take(const VnFrame *from, const VnRow *rows, size_t n, VnErr *err) {
  VnFrame *to =
      vn_frame_blank(vn_names_share(from->names), n, from->source, err);
  if (to && take_columns(to, from, rows, err)) return to;
  vn_frame_free(to);
  return NULL;
}
