#include "data/xlsx/sheet_write.h"

#include <stdio.h>
#include <string.h>

#include "data/xlsx/address.h"
#include "data/date.h"
#include "data/number.h"
#include "data/progress.h"
#include "data/stop.h"
#include "data/utf8.h"

#define MOST_LETTERS 32767  // of a cell, in units of UTF-16
#define LONG_LETTERS 60     // of a text that is laid on several lines
#define MEASURED 1000       // rows that say how wide a column is
#define FIRST_DAY (-25508)  // 1900-03-01; before it spreadsheets count wrongly
#define LAST_DAY 2932896    // 9999-12-31
#define DAY_ZERO 25569      // of 1970-01-01

typedef struct {
  const VnFrame *frame;
  VnBytes *xml;
  size_t n_texts;
  VnErr *err;
} Writer;


// ---- letters ----

static bool put(Writer *w, const char *bytes, size_t n) {
  return vn_bytes_put(w->xml, bytes, n) ||
         vn_fail_memory(w->err, "making a spreadsheet");
}

static bool say(Writer *w, const char *text) {
  return put(w, text, strlen(text));
}

// Whether the text goes on as _x0007_ does.
static bool is_escape(const char *at) {
  return at[1] == 'x' && strspn(at + 2, "0123456789abcdefABCDEF") >= 4 &&
         at[6] == '_';
}

// What stands for a letter in XML, or NULL: itself. Letters that XML has no
// place for are written _x0007_, as spreadsheets do, and so is the underline
// that such a text would begin with.
static const char *escape(const char *at, char room[8]) {
  unsigned char c = (unsigned char)*at;
  switch (c) {
    case '&': return "&amp;";
    case '<': return "&lt;";
    case '>': return "&gt;";
    case '"': return "&quot;";
    case '\t':
    case '\n': return NULL;
    case '_': return is_escape(at) ? "_x005F_" : NULL;
    default: break;
  }
  if (c >= ' ' && c != 0x7f) {
    if (strncmp(at, "\xEF\xBF\xBE", 3) == 0) return "_xFFFE_";
    return strncmp(at, "\xEF\xBF\xBF", 3) == 0 ? "_xFFFF_" : NULL;
  }
  snprintf(room, 8, "_x%04X_", c);
  return room;
}

static bool put_letters(Writer *w, const char *text) {
  const char *from = text;
  char room[8];
  for (const char *at = text; *at; at++) {
    const char *instead = escape(at, room);
    if (!instead) continue;
    if (!put(w, from, (size_t)(at - from)) || !say(w, instead)) return false;
    if ((unsigned char)*at == 0xEF) at += 2;
    from = at + 1;
  }
  return say(w, from);
}

static size_t count_letters(const char *text) {
  size_t n = 0;
  for (; *text; text++) {
    unsigned char c = (unsigned char)*text;
    n += (c & 0xC0) != 0x80;
    n += c >= 0xF0;  // two units
  }
  return n;
}


// ---- cells ----

static bool open_cell(Writer *w, VnAddress at, VnStyle style,
                      const char *type) {
  char place[VN_ADDRESS_TEXT], text[64];
  vn_address_write(at, place);
  snprintf(text, sizeof text, "<c r=\"%s\" s=\"%d\"%s>", place, (int)style,
           type);
  return say(w, text);
}

static bool put_plain(Writer *w, VnAddress at, VnStyle style, const char *type,
                      const char *value) {
  return open_cell(w, at, style, type) && say(w, "<v>") && say(w, value) &&
         say(w, "</v></c>");
}

static bool put_text(Writer *w, VnAddress at, VnStyle style, const char *text) {
  return open_cell(w, at, style, " t=\"inlineStr\"") &&
         say(w, "<is><t xml:space=\"preserve\">") && put_letters(w, text) &&
         say(w, "</t></is></c>");
}

static VnStyle style_of(const char *text) {
  if (*text && strchr("=+-@\t\r", *text)) return VN_STYLE_FORMULA;
  bool is_long = strchr(text, '\n') || count_letters(text) > LONG_LETTERS;
  return is_long ? VN_STYLE_WRAPPED : VN_STYLE_PLAIN;
}

static bool put_integer(Writer *w, VnAddress at, int64_t value) {
  char text[VN_NUMBER_TEXT];
  vn_integer_to_text(value, text);
  if (value >= -VN_EXACT && value <= VN_EXACT) {
    return put_plain(w, at, VN_STYLE_PLAIN, "", text);
  }
  w->n_texts++;
  return put_text(w, at, VN_STYLE_PLAIN, text);
}

static bool put_number(Writer *w, VnAddress at, double value) {
  char text[VN_NUMBER_TEXT];
  vn_number_to_text(value, text);
  return put_plain(w, at, VN_STYLE_PLAIN, "", text);
}

static bool put_day(Writer *w, VnAddress at, int32_t days) {
  char text[VN_DATE_TEXT];
  if (days < FIRST_DAY || days > LAST_DAY) {
    vn_date_to_text(days, text);
    w->n_texts++;
    return put_text(w, at, VN_STYLE_PLAIN, text);
  }
  snprintf(text, sizeof text, "%d", (int)days + DAY_ZERO);
  return put_plain(w, at, VN_STYLE_DAY, "", text);
}

static bool put_value(Writer *w, const VnColumn *c, size_t row, VnAddress at) {
  if (vn_column_missing(c, row)) return true;
  switch (c->type) {
    case VN_NUMBER: return put_number(w, at, c->number[row]);
    case VN_INTEGER: return put_integer(w, at, c->integer[row]);
    case VN_DATE: return put_day(w, at, c->date[row]);
    case VN_LOGICAL:
      return put_plain(w, at, VN_STYLE_PLAIN, " t=\"b\"",
                       c->logical[row] ? "1" : "0");
    case VN_TEXT: break;
  }
  const char *text = vn_dict_at(c->dict, c->text[row]);
  return put_text(w, at, style_of(text), text);
}


// ---- what a sheet can hold ----

static bool check_text(const char *text, VnErr *err, const char *name) {
  size_t n = strlen(text), letters = count_letters(text);
  if (vn_utf8_valid(text, n) != n) {
    return vn_fail(err, "column \"%.100s\" holds a text that is not UTF-8",
                   name);
  }
  if (letters <= MOST_LETTERS) return true;
  return vn_fail(err,
                 "column \"%.100s\" holds a text of %zu letters; a cell of a "
                 "spreadsheet holds %d, a .csv any number",
                 name, letters, MOST_LETTERS);
}

static bool check_column(const VnColumn *c, const char *name, VnErr *err) {
  size_t n = c->type == VN_TEXT && c->dict ? vn_dict_count(c->dict) : 0;
  for (size_t k = 0; k < n; k++) {
    if (!check_text(vn_dict_at(c->dict, (int32_t)k), err, name)) return false;
  }
  return check_text(name, err, name);
}

static bool check(const VnFrame *f, VnErr *err) {
  if (f->n_cols == 0) return vn_fail(err, "there are no columns");
  if (f->n_rows >= VN_SHEET_ROWS) {
    return vn_fail(err,
                   "the frame has %zu rows; a sheet holds %d below the names, "
                   "a .csv any number",
                   f->n_rows, VN_SHEET_ROWS - 1);
  }
  if (f->n_cols > VN_SHEET_COLS) {
    return vn_fail(err, "the frame has %zu columns; a sheet holds %d",
                   f->n_cols, VN_SHEET_COLS);
  }
  for (size_t j = 0; j < f->n_cols; j++) {
    const char *name = vn_names_at(f->names, j);
    if (!check_column(f->columns[j], name, err)) return false;
  }
  return true;
}


// ---- the sheet ----

// In letters, with room for the arrow that a filter shows; long texts go on
// the next line.
static size_t width_of(const VnFrame *f, size_t col) {
  char spare[VN_SPARE];
  size_t most = count_letters(vn_names_at(f->names, col)) + 3;
  for (size_t i = 0; i < f->n_rows && i < MEASURED; i++) {
    if (vn_column_missing(f->columns[col], i)) continue;
    size_t n = count_letters(vn_column_label(f->columns[col], i, spare)) + 1;
    if (n > most) most = n;
  }
  if (most < 8) return 8;
  return most > LONG_LETTERS ? LONG_LETTERS : most;
}

static bool put_widths(Writer *w) {
  char text[96];
  if (!say(w, "<cols>")) return false;
  for (size_t j = 0; j < w->frame->n_cols; j++) {
    snprintf(text, sizeof text,
             "<col min=\"%zu\" max=\"%zu\" width=\"%zu\" customWidth=\"1\"/>",
             j + 1, j + 1, width_of(w->frame, j));
    if (!say(w, text)) return false;
  }
  return say(w, "</cols>");
}

static bool open_row(Writer *w, size_t row) {
  char text[40];
  snprintf(text, sizeof text, "<row r=\"%zu\">", row);
  return say(w, text);
}

static bool put_names(Writer *w) {
  if (!open_row(w, 1)) return false;
  for (size_t j = 0; j < w->frame->n_cols; j++) {
    VnAddress at = {1, (int32_t)j + 1};
    const char *name = vn_names_at(w->frame->names, j);
    if (!put_text(w, at, VN_STYLE_NAME, name)) return false;
  }
  return say(w, "</row>\n");
}

static bool put_rows(Writer *w, bool told) {
  const VnFrame *f = w->frame;
  for (size_t i = 0; i < f->n_rows; i++) {
    if (i % 4096 == 0 && vn_stopped(w->err)) return false;
    if (i % 4096 == 0 && told) vn_stage_step(i);
    if (!open_row(w, i + 2)) return false;
    for (size_t j = 0; j < f->n_cols; j++) {
      VnAddress at = {(int32_t)i + 2, (int32_t)j + 1};
      if (!put_value(w, f->columns[j], i, at)) return false;
    }
    if (!say(w, "</row>\n")) return false;
  }
  return true;
}

static bool put_filter(Writer *w) {
  char place[VN_ADDRESS_TEXT], text[64];
  VnAddress last = {(int32_t)w->frame->n_rows + 1, (int32_t)w->frame->n_cols};
  vn_address_write(last, place);
  snprintf(text, sizeof text, "<autoFilter ref=\"A1:%s\"/>", place);
  return say(w, text);
}

bool vn_sheet_write(const VnFrame *frame, VnBytes *xml, size_t *n_texts,
                    VnErr *err) {
  Writer w = {.frame = frame, .xml = xml, .err = err};
  bool told = vn_stage_begin("writing a sheet", "rows", frame->n_rows);
  bool done =
      check(frame, err) &&
      say(&w, "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n"
              "<worksheet xmlns=\"http://schemas.openxmlformats.org/"
              "spreadsheetml/2006/main\"><sheetViews><sheetView "
              "workbookViewId=\"0\"><pane ySplit=\"1\" topLeftCell=\"A2\" "
              "activePane=\"bottomLeft\" state=\"frozen\"/></sheetView>"
              "</sheetViews>") &&
      put_widths(&w) && say(&w, "<sheetData>\n") && put_names(&w) &&
      put_rows(&w, told) && say(&w, "</sheetData>") && put_filter(&w) &&
      say(&w, "</worksheet>\n");
  if (told) vn_stage_end(done);
  *n_texts += w.n_texts;
  return done;
}
