#include "data/csv/write.h"

#include <string.h>

#include "data/date.h"
#include "data/number.h"
#include "data/progress.h"
#include "data/save.h"
#include "data/stop.h"

typedef struct {
  const VnFrame *frame;
  const VnCsvStyle *style;
  VnSave *save;
  size_t n_guarded;
  bool told;
  VnErr *err;
} Writer;

static bool put(Writer *w, const char *bytes, size_t n) {
  return vn_save_put(w->save, bytes, n, w->err);
}

// Blanks at the ends would be taken for layout, and an empty text for a
// missing cell.
static bool needs_quotes(const Writer *w, const char *text, size_t n) {
  if (n == 0 || text[0] == ' ' || text[0] == '\t') return true;
  if (text[n - 1] == ' ' || text[n - 1] == '\t') return true;
  for (size_t i = 0; i < n; i++) {
    char c = text[i];
    if (c == '"' || c == '\n' || c == '\r' || c == w->style->delim) return true;
  }
  return false;
}

static bool put_quoted(Writer *w, const char *mark, const char *text) {
  const char *quote;
  if (!put(w, "\"", 1) || !put(w, mark, strlen(mark))) return false;
  for (; (quote = strchr(text, '"')); text = quote + 1) {
    if (!put(w, text, (size_t)(quote - text)) || !put(w, "\"\"", 2)) {
      return false;
    }
  }
  return put(w, text, strlen(text)) && put(w, "\"", 1);
}

static bool put_marked(Writer *w, const char *mark, const char *text) {
  size_t n = strlen(text);
  if (needs_quotes(w, text, n)) return put_quoted(w, mark, text);
  return put(w, mark, strlen(mark)) && put(w, text, n);
}

// What spreadsheets take for a formula (CWE-1236); -5 and +3.2 stay numbers.
static bool is_formula(const char *text) {
  double number;
  return *text && strchr("=+-@\t\r", *text) &&
         !vn_number_from_text(text, strlen(text), &number);
}

static bool put_text(Writer *w, const char *text) {
  bool guarded = w->style->guard && is_formula(text);
  w->n_guarded += guarded;
  return put_marked(w, guarded ? "'" : "", text);
}

// What is no text needs quotes only for a strange delimiter.
static bool put_plain(Writer *w, const char *text, size_t n) {
  if (memchr(text, w->style->delim, n)) return put_quoted(w, "", text);
  return put(w, text, n);
}

static bool put_number(Writer *w, double value) {
  char text[VN_NUMBER_TEXT];
  size_t n = vn_number_to_text(value, text);
  char *point = memchr(text, '.', n);
  if (point) *point = w->style->decimal;
  return put_plain(w, text, n);
}

static bool put_integer(Writer *w, int64_t value) {
  char text[VN_NUMBER_TEXT];
  return put_plain(w, text, vn_integer_to_text(value, text));
}

static bool put_date(Writer *w, int32_t days) {
  char text[VN_DATE_TEXT];
  vn_date_to_text(days, text);
  return put_plain(w, text, strlen(text));
}

static bool put_logical(Writer *w, bool value) {
  return value ? put_plain(w, "TRUE", 4) : put_plain(w, "FALSE", 5);
}

static bool put_value(Writer *w, const VnColumn *c, size_t row) {
  if (vn_column_missing(c, row)) return true;
  switch (c->type) {
    case VN_NUMBER: return put_number(w, c->number[row]);
    case VN_INTEGER: return put_integer(w, c->integer[row]);
    case VN_TEXT: return put_text(w, vn_dict_at(c->dict, c->text[row]));
    case VN_DATE: return put_date(w, c->date[row]);
    case VN_LOGICAL: return put_logical(w, c->logical[row] != 0);
  }
  return true;
}

static bool put_end(Writer *w, size_t col) {
  bool last = col + 1 == w->frame->n_cols;
  return put(w, last ? "\n" : &w->style->delim, 1);
}

static bool put_header(Writer *w) {
  for (size_t j = 0; j < w->frame->n_cols; j++) {
    if (!put_text(w, vn_names_at(w->frame->names, j)) || !put_end(w, j)) {
      return false;
    }
  }
  return true;
}

static bool put_rows(Writer *w) {
  const VnFrame *f = w->frame;
  for (size_t i = 0; i < f->n_rows; i++) {
    if (i % 4096 == 0 && vn_stopped(w->err)) return false;
    if (i % 4096 == 0 && w->told) vn_stage_step(i);
    for (size_t j = 0; j < f->n_cols; j++) {
      if (!put_value(w, f->columns[j], i) || !put_end(w, j)) return false;
    }
  }
  return true;
}

static bool write_all(Writer *w, const char *path) {
  if (w->frame->n_cols == 0) return vn_fail(w->err, "there are no columns");
  w->save = vn_save_begin(path, w->err);
  if (!w->save) return false;
  if (put_header(w) && put_rows(w)) return vn_save_end(w->save, w->err);
  vn_save_drop(w->save);
  return false;
}

bool vn_csv_write(const VnFrame *frame, const char *path,
                  const VnCsvStyle *style, size_t *n_guarded, VnErr *err) {
  Writer w = {.frame = frame, .style = style, .err = err};
  w.told = vn_stage_begin("writing", "rows", frame->n_rows);
  bool done = write_all(&w, path);
  if (w.told) vn_stage_end(done);
  *n_guarded = w.n_guarded;
  return done || vn_fail_while(err, "writing \"%s\"", path);
}
