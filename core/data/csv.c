#include "data/csv.h"

#include <csv.h>
#include <stdio.h>
#include <string.h>

#include "data/csv_start.h"
#include "data/input.h"
#include "data/memory.h"
#include "data/near.h"
#include "data/stop.h"
#include "data/utf8.h"

#define BLOCK ((size_t)256 << 10)
#define LARGEST_CELL ((size_t)16 << 20)
#define MOST_COLUMNS 100000

// libcsv tells cells and rows; lines, headers, types and faults are ours.
typedef struct {
  const VnCsvOptions *options;
  VnErr *err;
  VnInput *input;
  char *block;
  VnCsvStart start;
  struct csv_parser parser;
  VnInfer **columns;
  char **titles;  // "" where the header has none
  size_t n_cols, n_titles, room;
  bool looking;    // the first block only, to settle the types
  bool naming;     // the first row of the first round makes the columns
  bool in_header;  // of this round
  bool failed;
  bool after_cr;    // a line feed here belongs to the line before
  size_t line;      // where the next cell begins
  size_t row_line;  // where this row began
  size_t col;       // cells of this row so far
  size_t n_rows;
} Reader;


// ---- columns ----

static void force_type(const Reader *r, VnInfer *column, const char *title) {
  for (size_t i = 0; i < r->options->n_typed; i++) {
    if (strcmp(r->options->typed[i], title) == 0) {
      vn_infer_force(column, r->options->types[i]);
    }
  }
}

static bool grow_columns(Reader *r) {
  size_t room = r->room ? r->room * 2 : 16;
  VnInfer **columns = vn_resize(r->columns, room, sizeof(VnInfer *));
  if (columns) r->columns = columns;
  char **titles = columns ? vn_resize(r->titles, room, sizeof *titles) : NULL;
  if (titles) r->titles = titles, r->room = room;
  return titles;
}

static VnInfer *make_column(const Reader *r, const char *title) {
  char numbered[32];
  snprintf(numbered, sizeof numbered, "column_%zu", r->n_cols + 1);
  if (!*title) title = numbered;
  VnInfer *column = vn_infer_new(title, &r->options->rules);
  if (column) force_type(r, column, title);
  return column;
}

static bool add_column(Reader *r, const char *bytes, size_t n) {
  if (r->n_cols == MOST_COLUMNS) {
    return vn_fail(r->err, "line %zu has more than %d cells", r->line,
                   MOST_COLUMNS);
  }
  if (vn_utf8_valid(bytes, n) < n) {
    return vn_fail(r->err,
                   "line %zu, the name of column %zu: the bytes are not UTF-8; "
                   "encoding = \"windows-1252\" reads what older Windows "
                   "programs wrote",
                   r->line, r->n_cols + 1);
  }
  bool room = r->n_cols < r->room || grow_columns(r);
  char *title = room ? vn_alloc(n + 1, 1) : NULL;
  if (!title) return vn_fail_memory(r->err, "reading");
  memcpy(title, bytes, n);
  VnInfer *column = make_column(r, title);
  r->titles[r->n_titles++] = title;
  r->columns[r->n_cols] = column;
  r->n_cols += column != NULL;
  return column || vn_fail_memory(r->err, "reading");
}


// ---- cells and rows ----

static bool put_cell(Reader *r, const char *bytes, size_t n) {
  if (r->col < r->n_cols) {
    VnInfer *column = r->columns[r->col];
    if (!r->looking) return vn_infer_take(column, bytes, n, r->line, r->err);
    vn_infer_look(column, bytes, n, r->line);
    return true;
  }
  if (!bytes) return true;
  char text[40];
  vn_utf8_excerpt(text, sizeof text, bytes, n);
  return vn_fail(r->err,
                 "row %zu (line %zu) has a cell \"%s\" in column %zu, but "
                 "there are %zu columns; a cell that holds the delimiter must "
                 "stand in quotes",
                 r->n_rows + 1, r->row_line, text, r->col + 1, r->n_cols);
}

// Line ends within a quoted cell.
static size_t lines_in(const char *bytes, size_t n) {
  size_t lines = 0;
  if (!bytes || (!memchr(bytes, '\n', n) && !memchr(bytes, '\r', n))) return 0;
  for (size_t i = 0; i < n; i++) {
    lines += bytes[i] == '\n' ||
             (bytes[i] == '\r' && !(i + 1 < n && bytes[i + 1] == '\n'));
  }
  return lines;
}

static bool take_cell(Reader *r, const char *bytes, size_t n) {
  bool title = bytes && r->in_header;
  if (r->naming && !add_column(r, title ? bytes : "", title ? n : 0)) {
    return false;
  }
  return r->in_header || put_cell(r, bytes, n);
}

static void on_cell(void *cell, size_t n, void *data) {
  Reader *r = data;
  if (r->failed) return;
  if (r->col == 0) r->row_line = r->line;
  r->failed = !take_cell(r, cell, n);
  r->line += lines_in(cell, n);
  r->after_cr = false;
  r->col++;
}

static bool end_row(Reader *r) {
  r->naming = false;
  if (r->in_header) {
    r->in_header = false;
    return true;
  }
  r->n_rows++;
  if (r->col >= r->n_cols) return true;
  return vn_fail(r->err,
                 "row %zu (line %zu) has %zu cells, but there are %zu columns",
                 r->n_rows, r->row_line, r->col, r->n_cols);
}

// A blank line is a missing cell where there is one column, else nothing.
static void on_row(int end, void *data) {
  Reader *r = data;
  bool rest_of_end = r->after_cr && end == '\n' && r->col == 0;
  r->after_cr = end == '\r';
  if (r->failed || rest_of_end) return;
  if (r->col == 0 && r->n_cols == 1 && !r->in_header) on_cell(NULL, 0, r);
  if (r->col > 0 && !r->failed) r->failed = !end_row(r);
  r->after_cr = end == '\r';
  r->line += end == '\r' || end == '\n';
  r->col = 0;
}


// ---- bytes ----

static void *cell_room(void *old, size_t size) {
  return size > LARGEST_CELL ? NULL : vn_resize(old, size, 1);
}

static bool explain(Reader *r) {
  const char *title = r->col < r->n_cols ? r->titles[r->col] : NULL;
  char where[VN_ERR_SIZE / 2];
  snprintf(where, sizeof where,
           title ? "line %zu, column \"%.200s\"" : "line %zu", r->line, title);
  if (csv_error(&r->parser) == CSV_EPARSE) {
    return vn_fail(
        r->err,
        "%s: a quote stands inside a cell; a cell with quotes is "
        "itself quoted and each is doubled, as in \"say \"\"no\"\"\"",
        where);
  }
  if (csv_get_buffer_size(&r->parser) + BLOCK < LARGEST_CELL) {
    return vn_fail_memory(r->err, "reading");
  }
  return vn_fail(r->err,
                 "%s: the quote that opens here is not closed within %zu MiB",
                 where, LARGEST_CELL >> 20);
}

static bool feed(Reader *r, const char *bytes, size_t n) {
  const char *nul = memchr(bytes, 0, n);
  if (nul) n = (size_t)(nul - bytes);
  size_t done = csv_parse(&r->parser, bytes, n, on_cell, on_row, r);
  if (r->failed) return false;
  if (done < n) return explain(r);
  return !nul || vn_fail(r->err,
                         "line %zu holds a NUL byte; the file is "
                         "binary or damaged",
                         r->line);
}

static bool finish(Reader *r) {
  if (csv_fini(&r->parser, on_cell, on_row, r) == 0) return !r->failed;
  if (r->failed) return false;
  return vn_fail(r->err, "line %zu: the quote that opens here is never closed",
                 r->line);
}

// Reads until the block is full or, `last`, the file at its end.
static bool fill_block(Reader *r, size_t *n, bool *last) {
  size_t got = 1;
  for (*n = 0; got > 0 && BLOCK - *n >= 8; *n += got) {
    if (!vn_input_read(r->input, r->block + *n, BLOCK - *n, &got, r->err)) {
      return false;
    }
  }
  *last = got == 0;
  return true;
}

static bool start_parser(Reader *r) {
  unsigned char options =
      CSV_STRICT | CSV_STRICT_FINI | CSV_REPALL_NL | CSV_EMPTY_IS_NULL;
  csv_free(&r->parser);
  csv_init(&r->parser, options);
  csv_set_delim(&r->parser, (unsigned char)r->start.delim);
  csv_set_realloc_func(&r->parser, cell_room);
  csv_set_free_func(&r->parser, vn_free);
  csv_set_blk_size(&r->parser, 4096);
  r->line = r->row_line = r->start.line;
  r->n_rows = r->col = 0;
  r->in_header = !r->options->no_header;
  r->after_cr = false;
  return vn_input_rewind(r->input, r->err);
}

// Gives the parser every byte; when looking, those of the first block.
static bool read_once(Reader *r, bool *last) {
  size_t n, skip = r->start.skip;
  if (!start_parser(r)) return false;
  do {
    if (vn_stopped(r->err) || !fill_block(r, &n, last)) return false;
    if (!feed(r, r->block + skip, n - skip)) return false;
    skip = 0;
  } while (!*last && !r->looking);
  return !*last || finish(r);
}

static bool settle(Reader *r, bool whole) {
  for (size_t i = 0; i < r->n_cols; i++) {
    if (!vn_infer_settle(r->columns[i], whole, r->err)) return false;
  }
  return true;
}

static bool again(const Reader *r) {
  for (size_t i = 0; i < r->n_cols; i++) {
    if (vn_infer_again(r->columns[i])) return true;
  }
  return false;
}

static bool know_types(const Reader *r) {
  for (size_t i = 0; i < r->options->n_typed; i++) {
    const char *name = r->options->typed[i];
    VnNear near = vn_near(name);
    bool known = false;
    for (size_t j = 0; j < r->n_cols; j++) {
      const char *title = vn_infer_name(r->columns[j]);
      known = known || strcmp(title, name) == 0;
      vn_near_try(&near, title);
    }
    if (known) continue;
    return vn_fail(r->err, "'types' names \"%s\", but no column is called so%s",
                   name, vn_near_hint(&near));
  }
  return true;
}

static bool read_cells(Reader *r) {
  bool whole;
  r->looking = r->naming = true;
  if (!read_once(r, &whole)) return false;
  if (r->n_cols == 0) {
    return vn_fail(r->err, "the file is empty; it should begin with a line of "
                           "column names");
  }
  r->looking = r->naming = false;
  if (!know_types(r) || !settle(r, whole)) return false;
  bool more;
  do {
    if (!read_once(r, &whole)) return false;
    more = again(r);
    if (more && !settle(r, true)) return false;
  } while (more);
  return vn_infer_agree(r->columns, r->n_cols, r->err);
}


// ---- the frame ----

// A column without a name is left out when it is empty, else numbered.
static size_t drop_unnamed(Reader *r, VnNotes *notes) {
  size_t n = 0;
  for (size_t i = 0; i < r->n_cols; i++) {
    VnInfer *column = r->columns[i];
    bool unnamed = !*r->titles[i] && !r->options->no_header;
    vn_free(r->titles[i]);
    if (unnamed && vn_infer_empty(column)) {
      vn_infer_free(column);
      continue;
    }
    if (unnamed) {
      vn_note(notes, "column %zu has no name; it is called \"%s\"", i + 1,
              vn_infer_name(column));
    }
    r->columns[n++] = column;
  }
  return r->n_cols = n;
}

static VnNames *name_columns(const Reader *r) {
  const char **labels = vn_alloc(r->n_cols, sizeof *labels);
  if (!labels) {
    vn_fail_memory(r->err, "reading");
    return NULL;
  }
  for (size_t i = 0; i < r->n_cols; i++) {
    labels[i] = vn_infer_name(r->columns[i]);
  }
  VnNames *names = vn_names_new(labels, r->n_cols, "column", r->err);
  vn_free(labels);
  return names;
}

static bool finish_columns(Reader *r, VnColumn **columns, VnNotes *notes) {
  for (size_t i = 0; i < r->n_cols; i++) {
    columns[i] = vn_infer_finish(r->columns[i], notes, r->err);
    if (!columns[i]) return false;
  }
  return true;
}

static const char *file_name(const char *path) {
  const char *slash = strrchr(path, '/');
  return slash ? slash + 1 : path;
}

static VnFrame *make_frame(Reader *r, const char *path, VnNotes *notes) {
  r->n_titles = 0;
  size_t n = drop_unnamed(r, notes);
  VnNames *names = name_columns(r);
  if (!names) return NULL;
  VnColumn **columns = vn_alloc(n, sizeof(VnColumn *));
  VnFrame *frame = NULL;
  if (!columns) {
    vn_fail_memory(r->err, "reading");
  } else if (finish_columns(r, columns, notes)) {
    frame = vn_frame_new(names, columns, r->n_rows, file_name(path), r->err);
    vn_free(columns);
    return frame;
  }
  for (size_t i = 0; columns && i < n; i++) vn_column_free(columns[i]);
  vn_free(columns);
  vn_names_free(names);
  return NULL;
}

static void free_reader(Reader *r) {
  for (size_t i = 0; i < r->n_cols; i++) vn_infer_free(r->columns[i]);
  for (size_t i = 0; i < r->n_titles; i++) vn_free(r->titles[i]);
  vn_free(r->columns);
  vn_free(r->titles);
  vn_free(r->block);
  csv_free(&r->parser);
  vn_input_free(r->input);
}

static bool begin(Reader *r, const char *path) {
  size_t n;
  bool last;
  r->input = vn_input_open(path, r->options->encoding, r->err);
  if (!r->input) return false;
  r->block = vn_alloc(BLOCK + 64, 1);
  if (!r->block) return vn_fail_memory(r->err, "reading");
  return fill_block(r, &n, &last) &&
         vn_csv_start(r->block, n, r->options->delim, &r->start, r->err);
}

VnFrame *vn_csv_read(const char *path, const VnCsvOptions *options,
                     VnNotes *notes, VnErr *err) {
  Reader r = {.options = options, .err = err};
  VnFrame *frame = NULL;
  csv_init(&r.parser, 0);
  csv_set_free_func(&r.parser, vn_free);
  if (begin(&r, path) && read_cells(&r)) frame = make_frame(&r, path, notes);
  free_reader(&r);
  if (!frame) vn_fail_while(err, "reading \"%s\"", path);
  return frame;
}
