#include "data/csv.h"

#include <string.h>

#include "data/csv/columns.h"

// Cells become columns that find their own types.
typedef struct {
  VnCsvColumns columns;
  bool looking;  // at the first block, to settle the types
} Cells;


// ---- the sink ----

static bool on_name(void *data, const char *bytes, size_t n, size_t line,
                    VnErr *err) {
  Cells *cells = data;
  return vn_csv_columns_add(&cells->columns, bytes, n, line, err);
}

static const char *title_of(const void *data, size_t col) {
  const Cells *cells = data;
  return vn_infer_name(cells->columns.all[col]);
}

static bool on_cell(void *data, size_t col, const char *bytes, size_t n,
                    size_t line, VnErr *err) {
  Cells *cells = data;
  VnInfer *column = cells->columns.all[col];
  if (!cells->looking) return vn_infer_take(column, bytes, n, line, err);
  vn_infer_look(column, bytes, n, line);
  return true;
}

// Takes them column by column. Of several faults the first in the file is
// told, so after one only the rows above it are looked at.
static bool on_rows(void *data, const VnPlainRows *rows, VnErr *err) {
  Cells *cells = data;
  VnPlainRows left = *rows;
  for (size_t j = 0; j < rows->n_cols; j++) {
    left.n_rows = vn_infer_take_cells(cells->columns.all[j], &left, j, err);
  }
  return left.n_rows == rows->n_rows;
}

static const VnCsvSink sink = {
    .name = on_name, .title = title_of, .cell = on_cell, .rows = on_rows};


// ---- reading ----

static bool read_cells(VnCsvRows *rows, Cells *cells, VnErr *err) {
  bool whole;
  VnCsvColumns *columns = &cells->columns;
  cells->looking = true;
  if (!vn_csv_rows_look(rows, &whole, err)) return false;
  cells->looking = false;
  if (!vn_csv_columns_know_types(columns, err)) return false;
  if (!vn_csv_columns_settle(columns, whole, err)) return false;
  vn_csv_columns_expect(columns, vn_csv_rows_guess(rows));
  for (;;) {
    if (!vn_csv_rows_read(rows, err)) return false;
    if (!vn_csv_columns_again(columns)) break;
    if (!vn_csv_columns_settle(columns, true, err)) return false;
  }
  return vn_infer_agree(columns->all, columns->n, err);
}

static const char *file_name(const char *path) {
  const char *slash = strrchr(path, '/');
  return slash ? slash + 1 : path;
}

VnFrame *vn_csv_read(const char *path, const VnCsvOptions *options,
                     VnNotes *notes, VnErr *err) {
  Cells cells = {.columns = {.options = options}};
  VnCsvRows *rows = vn_csv_rows_open(path, &options->how, &sink, &cells, err);
  VnFrame *frame = NULL;
  if (rows && read_cells(rows, &cells, err)) {
    frame = vn_csv_columns_frame(&cells.columns, vn_csv_rows_count(rows),
                                 file_name(path), notes, err);
  }
  vn_csv_rows_free(rows);
  vn_csv_columns_free(&cells.columns);
  if (!frame) vn_fail_while(err, "reading \"%s\"", path);
  return frame;
}
