#include "data/digits.h"
#include "data/infer_column.h"

// ---- one cell ----

typedef struct {
  const char *bytes;
  size_t n;
  bool quoted;
} Cell;

static bool is_layout(char c, char delim) {
  return (c == ' ' || c == '\t') && c != delim;
}

static Cell trim(const VnCells *cells, Cell cell) {
  if (cells->col + 1 == cells->n_cols && cell.bytes[cell.n - 1] == '\r')
    cell.n--;
  while (cell.n > 0 && is_layout(cell.bytes[cell.n - 1], cells->delim))
    cell.n--;
  while (cell.n > 0 && is_layout(*cell.bytes, cells->delim))
    cell.bytes++, cell.n--;
  return cell;
}

// Quotes were seen to stand at both ends, and at these alone.
static inline Cell unquote(Cell cell) {
  return (Cell){cell.bytes + 1, cell.n - 2, true};
}

static Cell strip(const VnCells *cells, Cell cell) {
  cell = trim(cells, cell);
  return cell.n > 0 && *cell.bytes == '"' ? unquote(cell) : cell;
}

static inline Cell cell_of(const VnCells *cells, size_t row) {
  size_t i = row * cells->n_cols + cells->col;
  size_t begin = i ? (size_t)cells->ends[i - 1] + 1 : 0;
  Cell cell = {cells->bytes + begin, cells->ends[i] - begin, false};
  if (cell.n == 0) return cell;
  unsigned char first = (unsigned char)*cell.bytes;
  unsigned char last = (unsigned char)cell.bytes[cell.n - 1];
  if (first <= ' ' || last <= ' ') return strip(cells, cell);
  return first == '"' ? unquote(cell) : cell;
}


// ---- many cells ----

// Each takes cells from a row on, as far as they are of the plainest kind,
// and gives the row where it stopped.

static size_t run_integers(VnInfer *c, const VnCells *cells, size_t row) {
  int64_t *to = c->integer + c->n;
  size_t from = row;
  for (; row < cells->n_rows; row++, to++) {
    Cell cell = cell_of(cells, row);
    if (cell.n == 0) *to = VN_NO_INTEGER;
    else if (!vn_digits(cell.bytes, cell.n, to)) break;
  }
  c->n += row - from;
  return row;
}

static size_t run_numbers(VnInfer *c, const VnCells *cells, size_t row) {
  double *to = c->number + c->n;
  size_t from = row;
  for (; row < cells->n_rows; row++, to++) {
    unsigned seen = 0;
    Cell cell = cell_of(cells, row);
    if (cell.n == 0) *to = VN_NO_NUMBER;
    else if (!vn_cell_plain(cell.bytes, cell.n, c->marks.decimal, to, &seen)) {
      break;
    }
    if (seen & ~c->seen) break;
  }
  c->n += row - from;
  return row;
}

static size_t run_texts(VnInfer *c, const VnCells *cells, size_t row) {
  for (; row < cells->n_rows; row++) {
    Cell cell = cell_of(cells, row);
    if (cell.n == 0 && !cell.quoted) {
      c->text[c->n++] = VN_NO_CODE;
      continue;
    }
    bool maybe_missing = cell.n > 0 && *cell.bytes == '#';
    if (maybe_missing || !vn_infer_put_text(c, cell.bytes, cell.n)) break;
  }
  return row;
}

static size_t run(VnInfer *c, const VnCells *cells, size_t row) {
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

size_t vn_infer_take_cells(VnInfer *c, const VnCells *cells, VnErr *err) {
  for (size_t row = 0; row < cells->n_rows && !c->done; row++) {
    if (can_run(c)) {
      if (!vn_infer_grow(c, c->n + cells->n_rows - row, err)) return row;
      row = run(c, cells, row);
      if (row == cells->n_rows) break;
    }
    Cell cell = cell_of(cells, row);
    const char *bytes = cell.n || cell.quoted ? cell.bytes : NULL;
    if (!vn_infer_take(c, bytes, cell.n, cells->place + row, err)) return row;
  }
  return cells->n_rows;
}
