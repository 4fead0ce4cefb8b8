#include "data/csv/blocks.h"

#include <string.h>

#include "data/csv/titles.h"
#include "data/memory.h"

#define DOING "reading"

typedef struct {
  const VnCsvBlocks *wanted;
  const char *source;
  VnTitles titles;
  size_t *places;    // of each column wanted
  VnInfer **column;  // of each
  bool looking;      // at the first cells, to settle how they are written
  bool giving;       // frames; not while how they are written is found out
  size_t held;       // rows
  VnTakeFrame take;
  void *data;
} Blocks;


// ---- frames ----

static bool give(Blocks *b, VnColumn **columns, VnErr *err) {
  VnFrame *frame = vn_frame_of(b->wanted->columns, columns,
                               b->wanted->n_columns, b->held, b->source, err);
  return frame && b->take(b->data, frame, err);
}

// The rows that are held become a frame, or are forgotten.
static bool cut(Blocks *b, VnErr *err) {
  size_t n = b->wanted->n_columns, k = 0;
  VnColumn **columns = vn_alloc(n, sizeof(VnColumn *));
  if (!columns) return vn_fail_memory(err, DOING);
  while (k < n && (columns[k] = vn_infer_cut(b->column[k], err))) k++;
  bool done = k == n;
  if (done && b->giving) done = give(b, columns, err);
  else
    while (k > 0) vn_column_free(columns[--k]);
  vn_free(columns);
  b->held = 0;
  return done;
}

static bool count_rows(Blocks *b, size_t n, VnErr *err) {
  b->held += n;
  return b->held < b->wanted->n_rows || cut(b, err);
}


// ---- the sink ----

static bool on_name(void *data, const char *bytes, size_t n, size_t line,
                    VnErr *err) {
  Blocks *b = data;
  (void)line;
  return vn_titles_add(&b->titles, bytes, n, err);
}

static const char *title_of(const void *data, size_t col) {
  const Blocks *b = data;
  return b->titles.all[col];
}

// The places are known when the first cell comes.
static bool find_columns(Blocks *b, VnErr *err) {
  for (size_t k = 0; k < b->wanted->n_columns; k++) {
    if (!vn_titles_find(&b->titles, b->wanted->columns[k], &b->places[k], err))
      return false;
  }
  return true;
}

static bool on_cell(void *data, size_t col, const char *bytes, size_t n,
                    size_t line, VnErr *err) {
  Blocks *b = data;
  bool first = b->wanted->n_columns > 0 && b->places[0] == VN_NO_TITLE;
  if (b->looking && first && !find_columns(b, err)) return false;
  for (size_t k = 0; k < b->wanted->n_columns; k++) {
    if (b->places[k] != col) continue;
    if (b->looking) vn_infer_look(b->column[k], bytes, n, line);
    else if (!vn_infer_take(b->column[k], bytes, n, line, err)) return false;
  }
  return true;
}

static bool on_row(void *data, size_t line, VnErr *err) {
  Blocks *b = data;
  (void)line;
  return b->looking || count_rows(b, 1, err);
}

// Of several faults the first in the file is told, so after one only the rows
// above it are looked at.
static bool on_rows(void *data, const VnPlainRows *rows, VnErr *err) {
  Blocks *b = data;
  VnPlainRows left = *rows;
  for (size_t k = 0; k < b->wanted->n_columns; k++) {
    left.n_rows = vn_infer_take_cells(b->column[k], &left, b->places[k], err);
  }
  return left.n_rows == rows->n_rows && count_rows(b, rows->n_rows, err);
}

static const VnCsvSink sink = {.name = on_name,
                               .title = title_of,
                               .cell = on_cell,
                               .row = on_row,
                               .rows = on_rows};


// ---- reading ----

static bool settle(Blocks *b, bool whole, bool *again, VnErr *err) {
  *again = false;
  for (size_t k = 0; k < b->wanted->n_columns; k++) {
    if (!vn_infer_settle(b->column[k], whole, err)) return false;
    *again |= vn_infer_again(b->column[k]);
  }
  return true;
}

static bool read_round(Blocks *b, VnCsvRows *rows, VnErr *err) {
  return vn_csv_rows_read(rows, err) && cut(b, err);
}

// Where the first cells do not tell a thousand from a fraction, all of them
// are looked at first.
static bool read_all(Blocks *b, VnCsvRows *rows, VnErr *err) {
  bool whole, again;
  b->looking = true;
  if (!vn_csv_rows_look(rows, &whole, err)) return false;
  b->looking = false;
  if (!find_columns(b, err) || !settle(b, whole, &again, err)) return false;
  b->giving = !again;
  if (!read_round(b, rows, err)) return false;
  if (!again) return true;
  if (!settle(b, true, &again, err) || !cut(b, err)) return false;
  b->giving = true;
  return read_round(b, rows, err);
}

static bool make_columns(Blocks *b, VnErr *err) {
  const VnCsvBlocks *wanted = b->wanted;
  b->places = vn_alloc(wanted->n_columns, sizeof *b->places);
  b->column = vn_alloc(wanted->n_columns, sizeof(VnInfer *));
  if (!b->places || !b->column) return vn_fail_memory(err, DOING);
  for (size_t k = 0; k < wanted->n_columns; k++) {
    b->places[k] = VN_NO_TITLE;
    b->column[k] = vn_infer_new(wanted->columns[k], &wanted->rules);
    if (!b->column[k]) return vn_fail_memory(err, DOING);
    vn_infer_force(b->column[k], wanted->types[k]);
  }
  return true;
}

static void free_inside(Blocks *b) {
  for (size_t k = 0; b->column && k < b->wanted->n_columns; k++)
    vn_infer_free(b->column[k]);
  vn_titles_free(&b->titles);
  vn_free(b->places);
  vn_free(b->column);
}

// Looks at the beginning of the file.
static VnFrame *look_for_titles(Blocks *b, VnCsvRows *rows, VnErr *err) {
  static const char *const name = "name";
  bool whole;
  b->looking = true;
  if (!vn_csv_rows_look(rows, &whole, err)) return NULL;
  VnColumn *column =
      vn_column_of_texts((const char *const *)b->titles.all, b->titles.n);
  return vn_frame_of(&name, &column, 1, b->titles.n, b->source, err);
}

VnFrame *vn_csv_titles(const char *path, const VnCsvRules *how, VnErr *err) {
  VnCsvBlocks wanted = {.how = *how};
  Blocks b = {.wanted = &wanted};
  VnCsvRows *rows = vn_csv_rows_open(path, how, &sink, &b, err);
  VnFrame *titles = rows ? look_for_titles(&b, rows, err) : NULL;
  vn_csv_rows_free(rows);
  free_inside(&b);
  if (!titles) vn_fail_while(err, "reading \"%s\"", path);
  return titles;
}

bool vn_csv_blocks(const char *path, const VnCsvBlocks *wanted,
                   VnTakeFrame take, void *data, VnCsvRead *read, VnErr *err) {
  const char *slash = strrchr(path, '/');
  Blocks b = {.wanted = wanted,
              .source = slash ? slash + 1 : path,
              .take = take,
              .data = data};
  VnCsvRows *rows = NULL;
  if (make_columns(&b, err))
    rows = vn_csv_rows_open(path, &wanted->how, &sink, &b, err);
  bool done = rows && read_all(&b, rows, err);
  if (done)
    *read = (VnCsvRead){vn_csv_rows_count(rows), vn_csv_rows_digest(rows)};
  vn_csv_rows_free(rows);
  free_inside(&b);
  return done || vn_fail_while(err, "reading \"%s\"", path);
}
