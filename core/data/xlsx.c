#include "data/xlsx.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "data/date.h"
#include "data/draft.h"
#include "data/memory.h"
#include "data/progress.h"
#include "data/xlsx/ole.h"
#include "data/stop.h"
#include "data/xlsx/survey.h"

#define MOST_CELLS (INT64_C(1) << 26)

typedef struct {
  const VnXlsxOptions *options;
  VnWorkbook *workbook;
  size_t sheet;
  VnSurvey survey;
  VnDraft *draft;
  VnNotes *notes;
} Reading;

// What is done with each cell.
typedef bool Visit(Reading *reading, const VnCell *cell, VnErr *err);

static bool each_cell(Reading *r, Visit *visit, VnErr *err) {
  VnCell cell;
  int found;
  VnSheet *sheet = vn_sheet_open(r->workbook, r->sheet, err);
  if (!sheet) return false;
  do {
    found = vn_sheet_next(sheet, &cell, err);
    if (found == 1 && !visit(r, &cell, err)) found = -1;
  } while (found == 1);
  vn_sheet_free(sheet);
  return found == 0;
}


// ---- the first look ----

static bool look(Reading *r, const VnCell *cell, VnErr *err) {
  return vn_survey_look(&r->survey, cell, err);
}

static bool set_window(Reading *r, VnErr *err) {
  const VnXlsxOptions *o = r->options;
  VnRange *window = &r->survey.window;
  *window = (VnRange){
      {1,             1            },
      {VN_SHEET_ROWS, VN_SHEET_COLS}
  };
  if (o->range && !vn_range_parse(o->range, window)) {
    return vn_fail(err,
                   "'range' should be written as \"B3:F20\" or \"B:F\", found "
                   "\"%.60s\"",
                   o->range);
  }
  if (o->skip < 0 || o->skip > window->last.row - window->first.row) {
    return vn_fail(err,
                   "'skip' should be a number of rows from 0 to %d, found "
                   "%" PRId64,
                   window->last.row - window->first.row, o->skip);
  }
  window->first.row += (int32_t)o->skip;
  return true;
}

static bool check_told(const VnXlsxOptions *o, const VnNames *names,
                       VnErr *err) {
  for (size_t i = 0; i < o->n_typed; i++) {
    if (vn_names_find(names, o->typed[i]) < 0) {
      return vn_fail(err,
                     "'types' names \"%.200s\", but no column is called so%s",
                     o->typed[i], vn_names_hint(names, o->typed[i]));
    }
  }
  return true;
}

static bool find_told(const VnXlsxOptions *o, VnSurveyColumn *column) {
  for (size_t i = 0; i < o->n_typed; i++) {
    if (strcmp(o->typed[i], column->name) != 0) continue;
    column->type = o->types[i];
    return true;
  }
  return false;
}

static void set_types(Reading *r) {
  for (size_t j = 0; j < r->survey.n_cols; j++) {
    VnSurveyColumn *c = &r->survey.columns[j];
    if (!c->name) continue;
    if (!find_told(r->options, c)) vn_survey_decide(c, r->notes);
    vn_draft_declare(r->draft, c->place, c->type);
  }
}

static size_t n_rows(const VnSurvey *s) {
  return s->last > s->header ? (size_t)(s->last - s->header) : 0;
}

static bool check_size(const VnSurvey *s, const VnNames *names, VnErr *err) {
  size_t n_cols = vn_names_count(names);
  if (n_cols == 0) return vn_fail(err, "no cell names a column");
  if (n_rows(s) <= (size_t)MOST_CELLS / n_cols) return true;
  return vn_fail(err,
                 "its cells go so far down and right that a frame of them "
                 "would have %zu x %zu cells; give the part you want, as in "
                 "range=\"A1:F2000\"",
                 n_rows(s), n_cols);
}

static bool survey(Reading *r, VnErr *err) {
  if (!set_window(r, err) || !each_cell(r, look, err)) return false;
  if (r->survey.header == 0) return vn_fail(err, "nothing stands there");
  VnNames *names = vn_survey_names(&r->survey, err);
  if (!names) return false;
  if (check_size(&r->survey, names, err)) r->draft = vn_draft_new(names, err);
  bool done = r->draft && check_told(r->options, names, err);
  vn_names_free(names);
  if (done) set_types(r);
  return done;
}


// ---- filling ----

static bool fail_fit(const VnSurveyColumn *c, const VnCell *cell, VnErr *err) {
  static const char *const wanted[] = {"a number", "a whole number", "a text",
                                       "a date", "true or false"};
  char at[VN_ADDRESS_TEXT], room[VN_CELL_ROOM];
  vn_address_write(cell->at, at);
  return vn_fail(err,
                 "column \"%.100s\": cell %s should be %s, found \"%.60s\"",
                 c->name, at, wanted[c->type], vn_cell_text(cell, room));
}

// Numbers that stand as texts have a decimal point unless told otherwise.
static VnMarks marks(const Reading *r) {
  VnMarks m = r->options->rules.marks;
  if (!m.decimal) m.decimal = '.';
  return m;
}

// Among fractions an integer is the double that the spreadsheet itself holds.
static bool put_number(Reading *r, const VnSurveyColumn *c, const VnCell *cell,
                       VnErr *err) {
  double number = 0;
  unsigned seen;
  bool fits = true;
  switch (cell->kind) {
    case VN_CELL_INTEGER: number = (double)cell->integer; break;
    case VN_CELL_NUMBER: number = cell->number; break;
    case VN_CELL_TEXT:
      fits = vn_cell_number(cell->text, cell->length, marks(r), true, &number,
                            &seen);
      break;
    default: fits = false;
  }
  if (!fits) return fail_fit(c, cell, err);
  return vn_draft_number(r->draft, c->place, number, err);
}

static bool put_integer(Reading *r, const VnSurveyColumn *c, const VnCell *cell,
                        VnErr *err) {
  int64_t integer = 0;
  unsigned seen;
  bool fits = cell->kind == VN_CELL_INTEGER;
  if (fits) {
    integer = cell->integer;
  } else if (cell->kind == VN_CELL_TEXT) {
    fits = vn_cell_integer(cell->text, cell->length, marks(r), true, &integer,
                           &seen);
  }
  if (!fits) return fail_fit(c, cell, err);
  return vn_draft_integer(r->draft, c->place, integer, err);
}

// Days of a column that also has times are written with one.
static bool put_text(Reading *r, const VnSurveyColumn *c, const VnCell *cell,
                     VnErr *err) {
  char room[VN_CELL_ROOM], moment[VN_CELL_ROOM + 10];
  const char *text = vn_cell_text(cell, room);
  if (cell->kind == VN_CELL_DAY && c->seen[VN_CELL_MOMENT].n > 0) {
    snprintf(moment, sizeof moment, "%s 00:00:00", text);
    text = moment;
  }
  return vn_draft_text(r->draft, c->place, text, strlen(text), err);
}

static bool put_date(Reading *r, const VnSurveyColumn *c, const VnCell *cell,
                     VnErr *err) {
  char text[VN_DATE_TEXT];
  int32_t days = 0;
  bool fits = cell->kind == VN_CELL_DAY;
  if (fits) {
    days = cell->days;
  } else if (cell->kind == VN_CELL_INTEGER) {
    fits =
        vn_serial_to_day((double)cell->integer, r->workbook->from_1904, &days);
  } else if (cell->kind == VN_CELL_TEXT) {
    fits = vn_cell_date(cell->text, cell->length, marks(r), &days);
  }
  if (!fits) return fail_fit(c, cell, err);
  vn_date_to_text(days, text);
  return vn_draft_text(r->draft, c->place, text, strlen(text), err);
}

static bool put_logical(Reading *r, const VnSurveyColumn *c, const VnCell *cell,
                        VnErr *err) {
  int8_t value = 0;
  bool fits = cell->kind == VN_CELL_LOGICAL;
  if (fits) {
    value = cell->logical ? 1 : 0;
  } else if (cell->kind == VN_CELL_INTEGER) {
    value = (int8_t)(cell->integer == 1);
    fits = cell->integer == 0 || cell->integer == 1;
  } else if (cell->kind == VN_CELL_TEXT) {
    fits = vn_cell_logical(cell->text, cell->length, &value);
  }
  if (!fits) return fail_fit(c, cell, err);
  return vn_draft_logical(r->draft, c->place, value == 1, err);
}

static bool put(Reading *r, const VnSurveyColumn *c, const VnCell *cell,
                VnErr *err) {
  if (vn_survey_missing(&r->survey, cell, c->type)) {
    return vn_draft_missing(r->draft, c->place, err);
  }
  switch (c->type) {
    case VN_NUMBER: return put_number(r, c, cell, err);
    case VN_INTEGER: return put_integer(r, c, cell, err);
    case VN_TEXT: return put_text(r, c, cell, err);
    case VN_DATE: return put_date(r, c, cell, err);
    case VN_LOGICAL: return put_logical(r, c, cell, err);
  }
  return false;
}

static bool pad(Reading *r, VnSurveyColumn *c, size_t n, VnErr *err) {
  if (vn_stopped(err)) return false;
  for (; c->n_put < n; c->n_put++) {
    if (!vn_draft_missing(r->draft, c->place, err)) return false;
  }
  return true;
}

static bool fill(Reading *r, const VnCell *cell, VnErr *err) {
  VnSurveyColumn *c = vn_survey_column(&r->survey, cell);
  if (!c || !c->name) return true;
  size_t row = (size_t)(cell->at.row - r->survey.header - 1);
  if (c->n_put < row && !pad(r, c, row, err)) return false;
  c->n_put++;
  return put(r, c, cell, err);
}

static bool fill_all(Reading *r, VnErr *err) {
  if (!each_cell(r, fill, err)) return false;
  for (size_t j = 0; j < r->survey.n_cols; j++) {
    VnSurveyColumn *c = &r->survey.columns[j];
    if (c->name && !pad(r, c, n_rows(&r->survey), err)) return false;
  }
  return true;
}


// ---- what is said about it ----

static bool earlier(const VnSeen *a, const VnSeen *b) {
  if (a->first.row != b->first.row) return a->first.row < b->first.row;
  return a->first.col < b->first.col;
}

// All cells of a kind together: how many, and the first of them.
static VnSeen total(const VnSurvey *s, VnCellKind kind) {
  VnSeen all = {0};
  for (size_t j = 0; j < s->n_cols; j++) {
    const VnSeen *seen = &s->columns[j].seen[kind];
    size_t n = all.n + seen->n;
    if (seen->n > 0 && (all.n == 0 || earlier(seen, &all))) all = *seen;
    all.n = n;
  }
  return all;
}

// "3 cells hold an error (#N/A in B7 is the first) and are missing"
static void note(const VnSurvey *s, VnCellKind kind, const char *one,
                 const char *many, VnNotes *notes) {
  char at[VN_ADDRESS_TEXT];
  VnSeen seen = total(s, kind);
  if (seen.n == 0) return;
  vn_address_write(seen.first, at);
  vn_note(notes, "%zu %s as missing; %s %s%s%s", seen.n,
          seen.n == 1 ? one : many, seen.n == 1 ? "it is" : "the first is", at,
          *seen.sample ? ", " : "", seen.sample);
}

static void note_all(const VnSurvey *s, VnNotes *notes) {
  note(s, VN_CELL_ERROR, "cell with an error was read",
       "cells with an error were read", notes);
  note(s, VN_CELL_UNCOMPUTED, "formula without a stored value was read",
       "formulas without a stored value (a spreadsheet program stores them "
       "when it saves the file) were read",
       notes);
  note(s, VN_CELL_BAD_DAY, "cell shown as a date that is no day was read",
       "cells shown as dates that are no days were read", notes);
}


// ---- the whole ----

static const char *file_name(const char *path) {
  const char *slash = strrchr(path, '/');
  return slash ? slash + 1 : path;
}

// Names and opens a stage that counts the bytes unpacked, of which there are n.
static bool begin_stage(const char *doing, const char *path, size_t n) {
  char text[80];
  snprintf(text, sizeof text, "%s %s", doing, file_name(path));
  return vn_stage_begin(text, VN_BYTES, n);
}

static VnFrame *read_sheet(Reading *r, const char *path, VnErr *err) {
  VnFrame *frame = NULL;
  const VnWorkbook *w = r->workbook;
  size_t size = vn_archive_size(w->archive, w->sheets[r->sheet].entry);
  bool told = begin_stage("reading", path, 2 * size);  // looked at, then read
  r->survey.rules = &r->options->rules;
  if (survey(r, err) && fill_all(r, err)) {
    note_all(&r->survey, r->notes);
    frame = vn_draft_finish(r->draft, file_name(path), err);
  }
  if (!frame) {
    vn_fail_while(err, "sheet \"%.100s\"", r->workbook->sheets[r->sheet].name);
  }
  vn_draft_free(r->draft);
  vn_survey_free(&r->survey);
  if (told) vn_stage_end(frame != NULL);
  return frame;
}

static VnFrame *read_workbook(Reading *r, const char *path, VnErr *err) {
  const VnXlsxOptions *o = r->options;
  const VnWorkbook *w = r->workbook;
  ptrdiff_t sheet = o->sheet ? vn_workbook_named(w, o->sheet, err)
                    : o->by_number
                        ? vn_workbook_numbered(w, o->sheet_number, err)
                        : vn_workbook_first(w, err);
  if (sheet < 0) return NULL;
  r->sheet = (size_t)sheet;
  return read_sheet(r, path, err);
}

static VnWorkbook *open_workbook(const char *path, VnErr *err) {
  bool told = begin_stage("opening", path, 0);
  VnWorkbook *w = vn_workbook_open(path, err);
  if (told) vn_stage_end(w != NULL);
  return w;
}

VnFrame *vn_xlsx_read(const char *path, const VnXlsxOptions *options,
                      VnNotes *notes, VnErr *err) {
  Reading r = {.options = options, .notes = notes};
  r.workbook = open_workbook(path, err);
  VnFrame *frame = r.workbook ? read_workbook(&r, path, err) : NULL;
  if (!frame) {
    if (!r.workbook) vn_ole_explain(path, err);
    vn_fail_while(err, "reading \"%.300s\"", path);
  }
  vn_workbook_free(r.workbook);
  return frame;
}
