#include "data/xlsx/sheet.h"

#include <errno.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "data/xlsx/celltext.h"
#include "data/date.h"
#include "data/memory.h"
#include "data/number.h"

#define EXACT 9007199254740992.0  // 2^53

struct VnSheet {
  const VnWorkbook *workbook;
  VnXml *xml;
  bool in_data;   // inside <sheetData>
  VnAddress at;   // of the present cell
  char type;      // of the present cell, see type_of
  bool formula;   // it has one
  uint8_t shows;  // a VnShows
  VnBytes value;  // what it says, with a NUL
  char clock[VN_CLOCK_TEXT];
};

// How the value of a cell is to be read.
enum {
  NUMBER = 'n',
  SHARED = 's',
  PLAIN = 't',
  LOGICAL = 'b',
  ERROR = 'e',
  ISO_DATE = 'd',
  UNKNOWN = '?'
};

static char type_of(const char *name) {
  static const struct {
    const char *name;
    char type;
  } types[] = {
      {"n",         NUMBER  },
      {"s",         SHARED  },
      {"str",       PLAIN   },
      {"inlineStr", PLAIN   },
      {"b",         LOGICAL },
      {"e",         ERROR   },
      {"d",         ISO_DATE},
  };
  if (!name) return NUMBER;
  for (size_t i = 0; i < sizeof types / sizeof *types; i++) {
    if (strcmp(name, types[i].name) == 0) return types[i].type;
  }
  return UNKNOWN;
}

VnSheet *vn_sheet_open(VnWorkbook *workbook, size_t sheet, VnErr *err) {
  VnSheet *s = vn_alloc(1, sizeof *s);
  if (!s) {
    vn_fail_memory(err, "reading a spreadsheet");
    return NULL;
  }
  s->workbook = workbook;
  s->xml =
      vn_archive_xml(workbook->archive, workbook->sheets[sheet].entry, err);
  if (s->xml) return s;
  vn_sheet_free(s);
  return NULL;
}

void vn_sheet_free(VnSheet *s) {
  if (!s) return;
  vn_xml_free(s->xml);
  vn_bytes_free(&s->value);
  vn_free(s);
}


// ---- where a cell stands ----

static bool fail_cell(const VnSheet *s, VnErr *err, const char *problem,
                      const char *found) {
  char at[VN_ADDRESS_TEXT];
  vn_address_write(s->at, at);
  return vn_fail(err, "its cell %s %s \"%.100s\"", at, problem, found);
}

// Rows and cells without an address follow the one before.
static bool open_row(VnSheet *s, VnErr *err) {
  const char *r = vn_xml_attribute(s->xml, "r");
  char *end;
  long row = r ? strtol(r, &end, 10) : s->at.row + 1;
  if ((r && (end == r || *end)) || row < 1 || row > VN_SHEET_ROWS) {
    return vn_fail(err, "its row \"%.40s\" is no row from 1 to %d",
                   r ? r : "below the last", VN_SHEET_ROWS);
  }
  if (row <= s->at.row) {
    return vn_fail(err, "its row %ld stands below row %d", row, s->at.row);
  }
  s->at = (VnAddress){(int32_t)row, 0};
  return true;
}

static bool place_cell(VnSheet *s, VnErr *err) {
  const char *r = vn_xml_attribute(s->xml, "r");
  VnAddress at = {s->at.row, s->at.col + 1};
  if (r && !vn_address_parse(r, &at)) {
    return vn_fail(err,
                   "its cell \"%.40s\" in row %d lies outside a sheet, which "
                   "goes from A1 to XFD1048576",
                   r, s->at.row);
  }
  if (at.row < 1 || at.row != s->at.row || at.col <= s->at.col ||
      at.col > VN_SHEET_COLS) {
    return vn_fail(err,
                   "its cell \"%.40s\" does not belong after column %d of "
                   "row %d",
                   r ? r : "", s->at.col, s->at.row);
  }
  s->at = at;
  return true;
}

static bool take_style(VnSheet *s, VnErr *err) {
  const char *style = vn_xml_attribute(s->xml, "s");
  char *end;
  long i = style ? strtol(style, &end, 10) : 0;
  s->shows = VN_SHOWS_NUMBER;
  if (!style || (i == 0 && s->workbook->n_styles == 0)) return true;
  if (*end || i < 0 || (size_t)i >= s->workbook->n_styles) {
    return fail_cell(s, err, "has a style the workbook does not have,", style);
  }
  s->shows = s->workbook->shows[i];
  return true;
}


// ---- what a cell says ----

static bool add_part(VnSheet *s, VnErr *err) {
  const char *name = vn_xml_name(s->xml);
  if (strcmp(name, "f") == 0) s->formula = true;
  bool rich = strcmp(name, "is") == 0;
  if (!rich && strcmp(name, "v") != 0) return true;
  s->value.n = 0;
  if (rich) return vn_celltext_read(s->xml, &s->value, err);
  if (!vn_celltext_plain(s->xml, &s->value, err)) return false;
  if (s->type == PLAIN) vn_celltext_unescape(&s->value, 0);
  return true;
}

// Reads the element of a cell to its end.
static bool read_cell(VnSheet *s, VnErr *err) {
  if (!place_cell(s, err)) return false;
  s->type = type_of(vn_xml_attribute(s->xml, "t"));
  if (!take_style(s, err)) return false;
  int depth = vn_xml_depth(s->xml);
  s->formula = false;
  s->value.n = 0;
  for (;;) {
    VnXmlEvent event = vn_xml_next(s->xml, err);
    if (event == VN_XML_FAILS) return false;
    if (event == VN_XML_ENDS) return true;
    if (event == VN_XML_CLOSES && vn_xml_depth(s->xml) == depth) return true;
    if (event == VN_XML_OPENS && !add_part(s, err)) return false;
  }
}

static bool take_text(VnCell *cell, VnCellKind kind, const char *text) {
  cell->kind = kind;
  cell->text = text;
  cell->length = strlen(text);
  return true;
}

// The value without blanks around it.
static const char *trimmed(VnSheet *s) {
  char *text = (char *)s->value.at;
  text += strspn(text, " \t\r\n");
  size_t n = strlen(text);
  while (n > 0 && strchr(" \t\r\n", text[n - 1])) text[--n] = '\0';
  return text;
}

static bool take_shared(const VnSheet *s, VnCell *cell, const char *text,
                        VnErr *err) {
  char *end;
  errno = 0;
  unsigned long long i = strtoull(text, &end, 10);
  if (*text < '0' || *text > '9' || *end || i >= s->workbook->n_texts) {
    return fail_cell(s, err, "wants the shared text number", text);
  }
  return take_text(cell, VN_CELL_TEXT, vn_workbook_text(s->workbook, i));
}

static bool take_logical(const VnSheet *s, VnCell *cell, const char *text,
                         VnErr *err) {
  bool yes = strcmp(text, "1") == 0 || strcmp(text, "true") == 0;
  if (!yes && strcmp(text, "0") != 0 && strcmp(text, "false") != 0) {
    return fail_cell(s, err, "should be true or false, found", text);
  }
  cell->kind = VN_CELL_LOGICAL;
  cell->logical = yes;
  return true;
}

// A serial number that the cell shows as a day or a time.
static bool take_serial(VnSheet *s, VnCell *cell, double serial,
                        const char *text) {
  bool from_1904 = s->workbook->from_1904;
  bool whole = fabs(serial - nearbyint(serial)) * 86400e3 < 0.5;
  if (s->shows == VN_SHOWS_DAY && whole) {
    cell->kind = VN_CELL_DAY;
    return vn_serial_to_day(nearbyint(serial), from_1904, &cell->days) ||
           take_text(cell, VN_CELL_BAD_DAY, text);
  }
  bool elapsed = s->shows == VN_SHOWS_ELAPSED;
  if (!vn_serial_to_text(serial, from_1904, elapsed, s->clock)) {
    return take_text(cell, VN_CELL_BAD_DAY, text);
  }
  return take_text(cell, VN_CELL_MOMENT, s->clock);
}

// Digits alone are kept to the last one, whatever a double would hold.
static bool as_integer(const char *text, int64_t *value) {
  char *end;
  size_t n = strspn(text + (*text == '-'), "0123456789");
  if (n == 0 || n > 18 || text[n + (*text == '-')]) return false;
  *value = strtoll(text, &end, 10);
  return true;
}

static bool take_number(VnSheet *s, VnCell *cell, const char *text,
                        VnErr *err) {
  double number;
  if (!vn_number_from_text(text, strlen(text), &number)) {
    return fail_cell(s, err, "should be a number, found", text);
  }
  if (s->shows != VN_SHOWS_NUMBER) return take_serial(s, cell, number, text);
  cell->kind = VN_CELL_INTEGER;
  if (as_integer(text, &cell->integer)) return true;
  if (fabs(number) <= EXACT && number == nearbyint(number)) {
    cell->integer = (int64_t)number;
    return true;
  }
  cell->kind = VN_CELL_NUMBER;
  cell->number = number;
  return true;
}

// 2014-12-31 or 2014-12-31T13:45:00, the strict way of writing dates.
static bool take_iso(const VnSheet *s, VnCell *cell, char *text, VnErr *err) {
  size_t n = strlen(text);
  bool day = n >= 10 && vn_date_from_text(text, 10, &cell->days);
  if (day && (n == 10 || strncmp(text + 10, "T00:00:00", 9) == 0) &&
      strspn(text + (n == 10 ? 10 : 19), ".0Z") == n - (n == 10 ? 10 : 19)) {
    cell->kind = VN_CELL_DAY;
    return true;
  }
  if (n >= 10 && !day)
    return fail_cell(s, err, "should be a date, found", text);
  if (day) text[10] = ' ';
  return take_text(cell, VN_CELL_MOMENT, text);
}

static bool take_value(VnSheet *s, VnCell *cell, VnErr *err) {
  if (s->type == PLAIN) {
    return take_text(cell, VN_CELL_TEXT, (char *)s->value.at);
  }
  const char *text = trimmed(s);
  switch (s->type) {
    case NUMBER: return take_number(s, cell, text, err);
    case SHARED: return take_shared(s, cell, text, err);
    case LOGICAL: return take_logical(s, cell, text, err);
    case ERROR: return take_text(cell, VN_CELL_ERROR, text);
    case ISO_DATE: return take_iso(s, cell, (char *)text, err);
    default: return fail_cell(s, err, "is of an unknown kind, with", text);
  }
}

// 1: the cell holds something; 0: it is empty.
static int fill(VnSheet *s, VnCell *cell, VnErr *err) {
  if (!read_cell(s, err)) return -1;
  cell->at = s->at;
  if (s->value.n > 1) return take_value(s, cell, err) ? 1 : -1;
  bool empty_text = s->value.n == 1 && s->type == PLAIN;
  if (!s->formula || empty_text) return 0;
  cell->kind = VN_CELL_UNCOMPUTED;
  return 1;
}

int vn_sheet_next(VnSheet *s, VnCell *cell, VnErr *err) {
  for (;;) {
    VnXmlEvent event = vn_xml_next(s->xml, err);
    if (event == VN_XML_FAILS) return -1;
    if (event == VN_XML_ENDS) return 0;
    if (event != VN_XML_OPENS) continue;
    const char *name = vn_xml_name(s->xml);
    int depth = vn_xml_depth(s->xml);
    if (depth == 1) s->in_data = strcmp(name, "sheetData") == 0;
    if (!s->in_data || depth < 2) continue;
    if (depth == 2 && strcmp(name, "row") == 0) {
      if (!open_row(s, err)) return -1;
    } else if (depth == 3 && strcmp(name, "c") == 0) {
      int found = fill(s, cell, err);
      if (found != 0) return found;
    }
  }
}
