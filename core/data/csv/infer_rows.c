#include "data/dict_box.h"
#include "data/csv/digits.h"
#include "data/csv/infer_column.h"

// The cells of one column.
typedef struct {
  const VnPlainRows *rows;
  size_t n_rows, col;
} Cells;

static inline VnPlainCell cell_of(const Cells *cells, size_t row) {
  return vn_plain_cell(cells->rows, row, cells->col);
}

// The same one after the other, with what would else be read anew for each.
typedef struct {
  const VnPlainRows *rows;
  size_t row, col, n_cols;
  const char *bytes;
  const uint32_t *first, *end;  // separators: of all, behind the next cell
  bool bare;
} Walk;

static inline Walk walk_from(const Cells *cells, size_t row) {
  const VnPlainRows *rows = cells->rows;
  const uint32_t *end = rows->ends + row * rows->n_cols + cells->col;
  return (Walk){rows,        row,        cells->col, rows->n_cols,
                rows->bytes, rows->ends, end,        rows->bare};
}

static inline VnPlainCell next_cell(Walk *w) {
  size_t from = w->end > w->first ? (size_t)w->end[-1] + 1 : 0;
  VnPlainCell cell = {w->bytes + from, *w->end - from, false};
  if (!w->bare) cell = vn_plain_cell(w->rows, w->row, w->col);
  w->end += w->n_cols, w->row++;
  return cell;
}

// Each takes cells from a row on, as far as they are of the plainest kind,
// and gives the row where it stopped.

static size_t run_integers(VnInfer *c, const Cells *cells, size_t row) {
  int64_t *to = c->integer + c->n;
  size_t from = row, n_rows = cells->n_rows;
  Walk walk = walk_from(cells, row);
  for (; row < n_rows; row++, to++) {
    VnPlainCell cell = next_cell(&walk);
    if (cell.n == 0) *to = VN_NO_INTEGER;
    else if (!vn_digits(cell.bytes, cell.n, to)) break;
  }
  c->n += row - from;
  return row;
}

static size_t run_numbers(VnInfer *c, const Cells *cells, size_t row) {
  double *to = c->number + c->n;
  size_t from = row, n_rows = cells->n_rows;
  Walk walk = walk_from(cells, row);
  for (; row < n_rows; row++, to++) {
    unsigned seen = 0;
    VnPlainCell cell = next_cell(&walk);
    if (cell.n == 0) *to = VN_NO_NUMBER;
    else if (!vn_cell_plain(cell.bytes, cell.n, c->marks.decimal, to, &seen)) {
      break;
    }
    if (seen & ~c->seen) break;
  }
  c->n += row - from;
  return row;
}

// As far as texts were met before; a sign may stand for missing.
static size_t run_known(VnInfer *c, const Cells *cells, size_t row) {
  const VnTextSlot *slots = c->dict->slots;
  size_t from = row, n_rows = cells->n_rows, mask = c->dict->n_slots - 1;
  int32_t *to = c->text + c->n;
  Walk walk = walk_from(cells, row);
  for (; row < n_rows; row++, to++) {
    VnPlainCell cell = next_cell(&walk);
    int32_t code = vn_dict_peek(slots, mask, cell.bytes, cell.n);
    if (code < 0 || *cell.bytes == '#') break;
    *to = code;
  }
  c->n += row - from;
  return row;
}

static size_t run_texts(VnInfer *c, const Cells *cells, size_t row) {
  for (row = run_known(c, cells, row); row < cells->n_rows;
       row = run_known(c, cells, row + 1)) {
    VnPlainCell cell = cell_of(cells, row);
    if (cell.n == 0 && !cell.quoted) {
      c->text[c->n++] = VN_NO_CODE;
      continue;
    }
    bool maybe_missing = cell.n > 0 && *cell.bytes == '#';
    if (maybe_missing || !vn_infer_put_text(c, cell.bytes, cell.n)) break;
  }
  return row;
}

static size_t run(VnInfer *c, const Cells *cells, size_t row) {
  switch (c->type) {
    case VN_TEXT: return run_texts(c, cells, row);
    case VN_INTEGER: return run_integers(c, cells, row);
    case VN_NUMBER: return run_numbers(c, cells, row);
    default: return row;
  }
}

// A word for missing may look like anything, so each cell is then asked.
static bool can_run(const VnInfer *c) {
  return c->state == VN_TAKING && c->rules->n_na == 0;
}

size_t vn_infer_take_cells(VnInfer *c, const VnPlainRows *rows, size_t col,
                           VnErr *err) {
  Cells cells = {rows, rows->n_rows, col};
  for (size_t row = 0; row < rows->n_rows && !c->done; row++) {
    if (can_run(c)) {
      if (!vn_infer_grow(c, c->n + rows->n_rows - row, err)) return row;
      row = run(c, &cells, row);
      if (row == rows->n_rows) break;
    }
    VnPlainCell cell = cell_of(&cells, row);
    const char *bytes = cell.n || cell.quoted ? cell.bytes : NULL;
    if (!vn_infer_take(c, bytes, cell.n, rows->place + row, err)) return row;
  }
  return rows->n_rows;
}
