#include "data/csv/pick.h"

#include <string.h>

#include "data/csv/titles.h"
#include "data/held_piece.h"
#include "data/memory.h"

struct VnCsvPick {
  const VnCsvWanted *wanted;
  VnCsvRows *rows;
  VnTitles titles;
  size_t *places;     // of each column wanted
  VnHeldPiece *held;  // of each, while the parser goes on
  VnPiece *cells;
  bool looking;    // for the names only
  bool has_words;  // there are words for missing
  bool certain;    // none of these cells is one, nor one of a spreadsheet
  VnTakePieces take;
  void *data;
};


// ---- the sink ----

static bool on_name(void *data, const char *bytes, size_t n, size_t line,
                    VnErr *err) {
  VnCsvPick *p = data;
  (void)line;
  return vn_titles_add(&p->titles, bytes, n, err);
}

static const char *title_of(const void *data, size_t col) {
  const VnCsvPick *p = data;
  return p->titles.all[col];
}

static bool is_missing(const VnCsvPick *p, VnPiece piece) {
  return vn_infer_is_missing(&p->wanted->rules, piece.bytes, piece.n);
}

static inline VnPiece piece_of(const VnCsvPick *p, VnPiece piece) {
  bool maybe = piece.n > 0 && (*piece.bytes == '#' || p->has_words);
  if (maybe && is_missing(p, piece)) piece.n = 0;
  return piece;
}

static bool on_cell(void *data, size_t col, const char *bytes, size_t n,
                    size_t line, VnErr *err) {
  VnCsvPick *p = data;
  (void)line;
  for (size_t k = 0; !p->looking && k < p->wanted->n_columns; k++) {
    if (p->places[k] != col) continue;
    if (!vn_hold_piece(&p->held[k], (VnPiece){bytes, bytes ? n : 0}))
      return vn_fail_memory(err, "reading a cell");
  }
  return true;
}

static bool on_row(void *data, size_t line, VnErr *err) {
  VnCsvPick *p = data;
  (void)line;
  if (p->looking) return true;
  for (size_t k = 0; k < p->wanted->n_columns; k++) {
    VnPiece cell = vn_trim(p->held[k].piece);
    p->cells[k * VN_PICK_ROWS] = piece_of(p, cell);
  }
  return p->take(p->data, p->cells, 1, err);
}

// One column's cells of some rows, from row i on. Here they are what stands
// between two separators.
static void put_bare(VnPiece *to, const VnPlainRows *rows, size_t col, size_t i,
                     size_t n) {
  const char *bytes = rows->bytes;
  size_t n_cols = rows->n_cols, at = i * n_cols + col;
  const uint32_t *end = rows->ends + at;
  if (at == 0) *to++ = (VnPiece){bytes, *end}, end += n_cols, n--;
  for (size_t k = 0; k < n; k++, end += n_cols)
    to[k] = (VnPiece){bytes + end[-1] + 1, end[0] - end[-1] - 1};
}

static void put_others(const VnCsvPick *p, VnPiece *to, const VnPlainRows *rows,
                       size_t col, size_t i, size_t n) {
  for (size_t k = 0; k < n; k++) {
    VnPlainCell cell = vn_plain_cell(rows, i + k, col);
    VnPiece piece = {cell.bytes, cell.n};
    if (cell.quoted) piece = vn_trim(piece);
    to[k] = p->certain ? piece : piece_of(p, piece);
  }
}

// The words of spreadsheets begin so, and hardly any block has one.
static bool holds_sign(const VnPlainRows *rows) {
  size_t n = rows->ends[rows->n_rows * rows->n_cols - 1];
  return memchr(rows->bytes, '#', n) != NULL;
}

static bool on_rows(void *data, const VnPlainRows *rows, VnErr *err) {
  VnCsvPick *p = data;
  p->certain = !p->has_words && rows->n_rows > 0 && !holds_sign(rows);
  bool bare = p->certain && rows->bare;
  for (size_t i = 0; i < rows->n_rows; i += VN_PICK_ROWS) {
    size_t left = rows->n_rows - i;
    size_t n = left < VN_PICK_ROWS ? left : VN_PICK_ROWS;
    for (size_t k = 0; k < p->wanted->n_columns; k++) {
      VnPiece *to = p->cells + k * VN_PICK_ROWS;
      if (p->places[k] == VN_NO_TITLE) continue;
      if (bare) put_bare(to, rows, p->places[k], i, n);
      else put_others(p, to, rows, p->places[k], i, n);
    }
    if (!p->take(p->data, p->cells, n, err)) return false;
  }
  return true;
}

static const VnCsvSink sink = {.name = on_name,
                               .title = title_of,
                               .cell = on_cell,
                               .row = on_row,
                               .rows = on_rows};


// ---- opening ----

static bool find_column(VnCsvPick *p, size_t k, VnErr *err) {
  const char *name = p->wanted->columns[k];
  p->places[k] = VN_NO_TITLE;
  return !name || vn_titles_find(&p->titles, name, &p->places[k], err);
}

static bool look(VnCsvPick *p, VnErr *err) {
  bool whole;
  p->looking = true;
  if (!vn_csv_rows_look(p->rows, &whole, err)) return false;
  p->looking = false;
  for (size_t k = 0; k < p->wanted->n_columns; k++) {
    if (!find_column(p, k, err)) return false;
  }
  return true;
}

static bool make_room(VnCsvPick *p) {
  size_t n = p->wanted->n_columns;
  p->places = vn_alloc(n, sizeof *p->places);
  p->held = vn_alloc(n, sizeof *p->held);
  p->cells = vn_alloc(VN_PICK_ROWS * n, sizeof *p->cells);
  return p->places && p->held && p->cells;
}

VnCsvPick *vn_csv_pick_open(const char *path, const VnCsvWanted *wanted,
                            VnErr *err) {
  VnCsvPick *p = vn_alloc(1, sizeof *p);
  if (p) p->wanted = wanted, p->has_words = wanted->rules.n_na > 0;
  if (!p || !make_room(p)) {
    vn_fail_memory(err, "reading");
  } else {
    p->rows = vn_csv_rows_open(path, &wanted->how, &sink, p, err);
    if (p->rows && look(p, err)) return p;
  }
  vn_csv_pick_free(p);
  return NULL;
}

void vn_csv_pick_free(VnCsvPick *p) {
  if (!p) return;
  for (size_t k = 0; p->held && k < p->wanted->n_columns; k++)
    vn_held_piece_free(&p->held[k]);
  vn_csv_rows_free(p->rows);
  vn_titles_free(&p->titles);
  vn_free(p->places);
  vn_free(p->held);
  vn_free(p->cells);
  vn_free(p);
}

bool vn_csv_pick_read(VnCsvPick *p, VnTakePieces take, void *data, VnErr *err) {
  p->take = take, p->data = data;
  return vn_csv_rows_read(p->rows, err);
}

uint64_t vn_csv_pick_digest(const VnCsvPick *p) {
  return vn_csv_rows_digest(p->rows);
}
