#include "data/csv/rows.h"

#include <csv.h>
#include <stdio.h>
#include <string.h>

#include "data/csv/start.h"
#include "data/digest.h"
#include "data/input.h"
#include "data/lanes.h"
#include "data/memory.h"
#include "data/progress.h"
#include "data/csv/scan.h"
#include "data/stop.h"
#include "data/utf8.h"

#define BLOCK ((size_t)64 << 10)
#define LARGEST_CELL ((size_t)16 << 20)

// libcsv tells cells and rows; lines, faults and plain rows are ours.
struct VnCsvRows {
  const VnCsvRules *rules;
  const VnCsvSink *sink;
  void *data;      // of the sink
  VnErr *err;      // of the running call
  char doing[80];  // "reading big.csv"
  VnInput *input;
  char *block;
  size_t room, held;  // bytes of the block
  size_t n_read;      // all bytes so far
  size_t guess;       // how many rows there may be
  VnScan scan;        // of the block
  VnDigest digest;    // of what was read
  VnCsvStart start;
  struct csv_parser parser;
  size_t n_cols;
  bool looking;    // at the first block only
  bool naming;     // the first row of the first round makes the columns
  bool in_header;  // of this round
  bool at_row_start;
  bool failed;
  bool after_cr;    // a line feed here belongs to the line before
  size_t line;      // where the next cell begins
  size_t row_line;  // where this row began
  size_t col;       // cells of this row so far
  size_t n_rows;
};

typedef struct VnCsvRows Reader;


// ---- cells and rows ----

static bool put_cell(Reader *r, const char *bytes, size_t n) {
  if (r->col < r->n_cols) {
    return r->sink->cell(r->data, r->col, bytes, n, r->line, r->err);
  }
  if (!bytes) return true;
  char text[40];
  vn_utf8_excerpt(text, sizeof text, bytes, n);
  return vn_fail(r->err,
                 "row %zu (line %zu) has a cell \"%s\" in column %zu, but "
                 "there %s %zu column%s; a cell that holds the delimiter must "
                 "stand in quotes",
                 r->n_rows + 1, r->row_line, text, r->col + 1,
                 r->n_cols == 1 ? "is" : "are", r->n_cols,
                 r->n_cols == 1 ? "" : "s");
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
  if (r->naming) {
    if (!r->sink->name(r->data, title ? bytes : "", title ? n : 0, r->line,
                       r->err)) {
      return false;
    }
    r->n_cols++;
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
  if (r->col >= r->n_cols) {
    return !r->sink->row || r->sink->row(r->data, r->row_line, r->err);
  }
  return vn_fail(
      r->err, "row %zu (line %zu) has %zu cell%s, but there %s %zu column%s",
      r->n_rows, r->row_line, r->col, r->col == 1 ? "" : "s",
      r->n_cols == 1 ? "is" : "are", r->n_cols, r->n_cols == 1 ? "" : "s");
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
  const char *title =
      r->col < r->n_cols ? r->sink->title(r->data, r->col) : NULL;
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

// Reads behind what is held until the block is full or, `last`, the file at
// its end.
static bool fill_block(Reader *r, bool *last) {
  size_t got = 1;
  for (; got > 0 && r->room - r->held >= 8; r->held += got) {
    if (!vn_input_read(r->input, r->block + r->held, r->room - r->held, &got,
                       r->err)) {
      return false;
    }
    if (r->rules->digest) vn_digest_add(&r->digest, r->block + r->held, got);
    r->n_read += got;
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
  csv_set_blk_size(&r->parser, BLOCK);
  r->line = r->row_line = r->start.line;
  r->n_rows = r->col = r->n_read = 0;
  r->in_header = !r->rules->no_header;
  r->after_cr = r->failed = false;
  r->at_row_start = true;
  r->held = 0;
  vn_digest_start(&r->digest);
  return vn_input_rewind(r->input, r->err);
}

// Whether the bytes are whole rows without quotes, each of as many cells as
// there are columns.
static bool are_plain_rows(Reader *r, const char *bytes, size_t n) {
  int route = (int)r->rules->route, lanes = vn_lanes();
  if (!r->at_row_start || r->in_header || r->looking) return false;
  if (route == VN_CSV_PARSER || bytes[n - 1] != '\n') return false;
  if (route != VN_CSV_FASTEST && route < lanes) lanes = route;
  bool plain = vn_scan(bytes, n, r->start.delim, lanes, &r->scan);
  size_t n_rows = r->scan.n_feeds;
  if (!plain || r->scan.n_ends != n_rows * r->n_cols) return false;
  for (size_t i = 1; i <= n_rows; i++) {
    if (bytes[r->scan.ends[i * r->n_cols - 1]] != '\n') return false;
  }
  return true;
}

static bool take_rows(Reader *r, const char *bytes) {
  VnPlainRows rows = {.bytes = bytes,
                      .ends = r->scan.ends,
                      .n_rows = r->scan.n_feeds,
                      .n_cols = r->n_cols,
                      .delim = r->start.delim,
                      .bare = r->scan.bare,
                      .place = r->line};
  r->line += rows.n_rows;
  r->n_rows += rows.n_rows;
  return r->sink->rows(r->data, &rows, r->err);
}

// A row begins behind a line feed that does not stand in quotes.
static bool feed_parser(Reader *r, const char *bytes, size_t n) {
  if (!feed(r, bytes, n)) return false;
  r->at_row_start = bytes[n - 1] == '\n' && !r->parser.quoted;
  return true;
}

// The lines of the header alone are for the parser.
static bool feed_lines(Reader *r, const char *bytes, size_t n) {
  while (r->in_header && !r->looking && n > 0) {
    const char *end = memchr(bytes, '\n', n);
    size_t length = end ? (size_t)(end - bytes) + 1 : n;
    if (!feed_parser(r, bytes, length)) return false;
    bytes += length, n -= length;
  }
  if (n == 0) return true;
  return are_plain_rows(r, bytes, n) ? take_rows(r, bytes)
                                     : feed_parser(r, bytes, n);
}

// Takes the lines of the block and holds the beginning of the next one.
static bool feed_block(Reader *r, size_t skip, bool last) {
  const char *from = r->block + skip, *end = r->block + r->held;
  const char *feed_end = memrchr(from, '\n', (size_t)(end - from));
  const char *rest = feed_end ? feed_end + 1 : last ? from : end;
  if (!feed_lines(r, from, (size_t)(rest - from))) return false;
  if (last && !feed_lines(r, rest, (size_t)(end - rest))) return false;
  r->held = last ? 0 : (size_t)(end - rest);
  memmove(r->block, rest, r->held);
  return true;
}

// Gives every byte once; when looking, the first block behind the header.
static bool read_once(Reader *r, bool told, bool *last) {
  size_t skip = r->start.skip;
  if (!start_parser(r)) return false;
  do {
    if (vn_stopped(r->err) || !fill_block(r, last)) return false;
    if (!feed_block(r, skip, *last)) return false;
    if (told) vn_stage_step(r->n_read);
    skip = 0;
  } while (!*last && (!r->looking || r->naming));
  return !*last || finish(r);
}

static bool no_columns(const Reader *r) {
  return vn_fail(r->err, "the file is empty; it should begin with a line of "
                         "column names");
}

// If rows are about as long as those that were looked at.
static size_t guess_rows(const Reader *r) {
  double times = (double)vn_input_size(r->input) / (double)r->n_read;
  return (size_t)((double)r->n_rows * times * 1.05);
}

bool vn_csv_rows_look(Reader *r, bool *whole, VnErr *err) {
  r->err = err;
  r->looking = r->naming = true;
  bool read = read_once(r, false, whole);
  r->looking = r->naming = false;
  r->guess = read && r->n_read > 0 ? guess_rows(r) : 0;
  return read && (r->n_cols > 0 || no_columns(r));
}

size_t vn_csv_rows_guess(const Reader *r) {
  return r->guess;
}

bool vn_csv_rows_read(Reader *r, VnErr *err) {
  bool whole;
  r->err = err;
  bool told = vn_stage_begin(r->doing, VN_BYTES, vn_input_size(r->input));
  bool read = read_once(r, told, &whole);
  if (told) vn_stage_end(read);
  return read;
}

size_t vn_csv_rows_count(const Reader *r) {
  return r->n_rows;
}

uint64_t vn_csv_rows_digest(const Reader *r) {
  return vn_digest_end(&r->digest);
}


// ---- opening ----

void vn_csv_rows_free(Reader *r) {
  if (!r) return;
  vn_free(r->block);
  vn_free(r->scan.ends);
  csv_free(&r->parser);
  vn_input_free(r->input);
  vn_free(r);
}

static void say_doing(Reader *r, const char *path) {
  const char *slash = strrchr(path, '/');
  snprintf(r->doing, sizeof r->doing, "reading %s", slash ? slash + 1 : path);
}

static bool begin(Reader *r, const char *path) {
  bool last;
  say_doing(r, path);
  r->input = vn_input_open(path, r->rules->encoding, r->err);
  if (!r->input) return false;
  r->room = r->rules->block ? r->rules->block : BLOCK;
  r->block = vn_alloc(r->room, 1);
  r->scan.ends = vn_alloc(r->room + VN_SCAN_SPARE, sizeof *r->scan.ends);
  if (!r->block || !r->scan.ends) return vn_fail_memory(r->err, "reading");
  return fill_block(r, &last) &&
         vn_csv_start(r->block, r->held, r->rules->delim, &r->start, r->err);
}

VnCsvRows *vn_csv_rows_open(const char *path, const VnCsvRules *rules,
                            const VnCsvSink *sink, void *data, VnErr *err) {
  Reader *r = vn_alloc(1, sizeof *r);
  if (!r) {
    vn_fail_memory(err, "reading");
    return NULL;
  }
  csv_init(&r->parser, 0);
  csv_set_free_func(&r->parser, vn_free);
  r->rules = rules, r->sink = sink, r->data = data, r->err = err;
  if (begin(r, path)) return r;
  vn_csv_rows_free(r);
  return NULL;
}
