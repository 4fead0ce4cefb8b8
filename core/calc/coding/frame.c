#include "calc/coding/frame.h"

#include "calc/frame/take.h"
#include "data/matrix/frame.h"
#include "data/memory.h"

// Of each row its unit, coder and code; one without either for each unit that
// nobody looked at.
typedef struct {
  VnRow *unit, *coder, *code;
  size_t n;
} Rows;

static void list_rows(const VnCoding *c, Rows *rows) {
  for (size_t u = 0; u < c->n_units; u++) {
    for (uint64_t k = c->start[u]; k < c->start[u + 1]; k++) {
      rows->unit[rows->n] = (VnRow)u;
      rows->coder[rows->n] = c->coder[k];
      rows->code[rows->n++] = c->code[k];  // VN_NOTHING is VN_NO_ROW
    }
    if (c->start[u + 1] > c->start[u]) continue;
    rows->unit[rows->n] = (VnRow)u;
    rows->coder[rows->n] = rows->code[rows->n] = VN_NO_ROW;
    rows->n++;
  }
}

static VnColumn *named_column(const VnNames *names, const VnRow *of, size_t n) {
  VnColumn *all = vn_column_of_names(names);
  VnColumn *column = all ? vn_take_column(all, of, n) : NULL;
  vn_column_free(all);
  return column;
}

VnFrame *vn_coding_to_rows(const VnCoding *c, VnErr *err) {
  static const char *const labels[] = {"unit", "coder", "code"};
  size_t most = c->n_entries + c->n_units;
  Rows rows = {vn_alloc(most, sizeof *rows.unit),
               vn_alloc(most, sizeof *rows.coder),
               vn_alloc(most, sizeof *rows.code), 0};
  VnColumn *columns[3] = {NULL};
  if (rows.unit && rows.coder && rows.code) {
    list_rows(c, &rows);
    columns[0] = vn_take_column(c->units->columns[0], rows.unit, rows.n);
    columns[1] = named_column(c->coder_names, rows.coder, rows.n);
    columns[2] = named_column(c->code_names, rows.code, rows.n);
  }
  vn_free(rows.unit);
  vn_free(rows.coder);
  vn_free(rows.code);
  return vn_frame_of(labels, columns, 3, rows.n, c->origin, err);
}

VnFrame *vn_coding_units(const VnCoding *c, const uint32_t *units, size_t n,
                         VnErr *err) {
  return vn_take(c->units, units, n, err);
}
