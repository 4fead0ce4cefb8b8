#include "data/draft.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "data/date.h"
#include "data/memory.h"

typedef struct {
  bool declared;
  bool typed;  // declared, or a value came
  VnType type;
  VnType fallback;  // when no value comes
  size_t n, room;
  VnDictBuilder *texts;
  union {
    void *cells;
    double *number;
    int64_t *integer;
    int32_t *code;  // texts and dates
    int8_t *logical;
  };
} Column;

struct VnDraft {
  VnNames *names;
  size_t n_cols;
  Column *columns;
};

VnDraft *vn_draft_new(VnNames *names, VnErr *err) {
  VnDraft *d = vn_alloc(1, sizeof *d);
  if (d) {
    d->n_cols = vn_names_count(names);
    d->columns = vn_alloc(d->n_cols, sizeof *d->columns);
    d->names = vn_names_share(names);
  }
  if (d && d->columns) return d;
  if (d) d->n_cols = 0;
  vn_draft_free(d);
  vn_fail_memory(err, "making a frame");
  return NULL;
}

void vn_draft_free(VnDraft *d) {
  if (!d) return;
  for (size_t j = 0; j < d->n_cols; j++) {
    vn_dict_builder_free(d->columns[j].texts);
    vn_free(d->columns[j].cells);
  }
  vn_names_free(d->names);
  vn_free(d->columns);
  vn_free(d);
}

void vn_draft_declare(VnDraft *d, size_t col, VnType type) {
  d->columns[col].declared = d->columns[col].typed = true;
  d->columns[col].type = type;
}

void vn_draft_fall_back(VnDraft *d, size_t col, VnType type) {
  d->columns[col].fallback = type;
}

bool vn_draft_fail(const VnDraft *d, size_t col, VnErr *err,
                   const char *problem) {
  return vn_fail(err, "column \"%s\", row %zu: %s", vn_names_at(d->names, col),
                 d->columns[col].n + 1, problem);
}

static bool no_memory(VnErr *err) {
  return vn_fail_memory(err, "making a frame");
}

static bool grow(Column *c, VnErr *err) {
  size_t room = c->room ? c->room * 2 : 16;
  void *cells = vn_resize(c->cells, room, vn_type_size(c->type));
  if (!cells) return no_memory(err);
  c->cells = cells, c->room = room;
  return true;
}

static void put_missing(Column *c) {
  size_t i = c->n++;
  switch (c->type) {
    case VN_NUMBER: c->number[i] = VN_NO_NUMBER; break;
    case VN_INTEGER: c->integer[i] = VN_NO_INTEGER; break;
    case VN_TEXT: c->code[i] = VN_NO_CODE; break;
    case VN_DATE: c->code[i] = VN_NO_DATE; break;
    case VN_LOGICAL: c->logical[i] = VN_NO_LOGICAL; break;
  }
}

// The column becomes one of that type; so far it held nothing but missing
// cells, which were only counted.
static bool settle(Column *c, VnType type, VnErr *err) {
  size_t n = c->n;
  c->type = type, c->typed = true, c->room = n + 16, c->n = 0;
  c->cells = vn_alloc(c->room, vn_type_size(type));
  if (!c->cells) return no_memory(err);
  while (c->n < n) put_missing(c);
  return true;
}

static bool exact(int64_t value) {
  return value >= -VN_EXACT && value <= VN_EXACT;
}

static bool to_number(VnDraft *d, size_t col, VnErr *err) {
  Column *c = &d->columns[col];
  for (size_t i = 0; i < c->n; i++) {
    int64_t value = c->integer[i];
    if (value == VN_NO_INTEGER) {
      c->number[i] = VN_NO_NUMBER;
    } else if (exact(value)) {
      c->number[i] = (double)value;
    } else {
      return vn_draft_fail(d, col, err,
                           "an integer above it has more digits than a "
                           "column of numbers can keep");
    }
  }
  c->type = VN_NUMBER;
  return true;
}

static const char *with_article(VnType type) {
  static const char *const phrases[] = {"a number", "an integer", "a text",
                                        "a date", "true or false"};
  return phrases[type];
}

static bool mixed(VnDraft *d, size_t col, VnType found, VnErr *err) {
  const Column *c = &d->columns[col];
  char problem[160];
  snprintf(problem, sizeof problem,
           "found %s, but the column %s %s; a missing cell is na",
           with_article(found), c->declared ? "is declared" : "so far holds",
           vn_type_name(c->type));
  return vn_draft_fail(d, col, err, problem);
}

// Makes room for one more cell; the column takes the type if it has none.
static bool ready(VnDraft *d, size_t col, VnType type, VnErr *err) {
  Column *c = &d->columns[col];
  if (!c->typed) return settle(c, type, err);
  return c->n < c->room || grow(c, err);
}

bool vn_draft_missing(VnDraft *d, size_t col, VnErr *err) {
  Column *c = &d->columns[col];
  if (!c->typed) {
    c->n++;
    return true;
  }
  if (!ready(d, col, c->type, err)) return false;
  put_missing(c);
  return true;
}

static bool number_from_integer(VnDraft *d, size_t col, int64_t value,
                                VnErr *err) {
  Column *c = &d->columns[col];
  if (!exact(value)) {
    return vn_draft_fail(d, col, err,
                         "the integer has more digits than a column of "
                         "numbers can keep");
  }
  c->number[c->n++] = (double)value;
  return true;
}

bool vn_draft_integer(VnDraft *d, size_t col, int64_t value, VnErr *err) {
  Column *c = &d->columns[col];
  if (!ready(d, col, VN_INTEGER, err)) return false;
  if (c->type == VN_NUMBER) return number_from_integer(d, col, value, err);
  if (c->type == VN_TEXT && c->declared) {
    char text[24];
    snprintf(text, sizeof text, "%" PRId64, value);
    return vn_draft_text(d, col, text, strlen(text), err);
  }
  if (c->type != VN_INTEGER) return mixed(d, col, VN_INTEGER, err);
  if (value == VN_NO_INTEGER) {
    return vn_draft_fail(d, col, err, "the integer is too large");
  }
  c->integer[c->n++] = value;
  return true;
}

static bool integer_from_number(VnDraft *d, size_t col, double value,
                                VnErr *err) {
  Column *c = &d->columns[col];
  if (value < -VN_EXACT || value > VN_EXACT ||
      value != (double)(int64_t)value) {
    return mixed(d, col, VN_NUMBER, err);
  }
  c->integer[c->n++] = (int64_t)value;
  return true;
}

bool vn_draft_number(VnDraft *d, size_t col, double value, VnErr *err) {
  Column *c = &d->columns[col];
  if (!isfinite(value)) {
    return vn_draft_fail(d, col, err,
                         "the number is not finite; a missing cell is na");
  }
  if (!ready(d, col, VN_NUMBER, err)) return false;
  if (c->type == VN_INTEGER) {
    if (c->declared) return integer_from_number(d, col, value, err);
    if (!to_number(d, col, err)) return false;
  }
  if (c->type != VN_NUMBER) return mixed(d, col, VN_NUMBER, err);
  c->number[c->n++] = value;
  return true;
}

static bool date_from_text(VnDraft *d, size_t col, const char *text,
                           size_t length, VnErr *err) {
  Column *c = &d->columns[col];
  if (!vn_date_from_text(text, length, &c->code[c->n])) {
    return vn_draft_fail(d, col, err,
                         "the text is no date; one is written as 2014-12-31");
  }
  c->n++;
  return true;
}

static bool code_from_text(VnDraft *d, size_t col, const char *text,
                           size_t length, VnErr *err) {
  Column *c = &d->columns[col];
  if (memchr(text, '\0', length)) {
    return vn_draft_fail(d, col, err, "the text holds a NUL byte");
  }
  if (!c->texts) c->texts = vn_dict_builder_new();
  int32_t code = c->texts ? vn_dict_builder_add(c->texts, text, length) : -1;
  if (code < 0) return no_memory(err);
  c->code[c->n++] = code;
  return true;
}

bool vn_draft_text(VnDraft *d, size_t col, const char *text, size_t length,
                   VnErr *err) {
  if (!ready(d, col, VN_TEXT, err)) return false;
  switch (d->columns[col].type) {
    case VN_TEXT: return code_from_text(d, col, text, length, err);
    case VN_DATE: return date_from_text(d, col, text, length, err);
    default: return mixed(d, col, VN_TEXT, err);
  }
}

bool vn_draft_logical(VnDraft *d, size_t col, bool value, VnErr *err) {
  Column *c = &d->columns[col];
  if (!ready(d, col, VN_LOGICAL, err)) return false;
  if (c->type != VN_LOGICAL) return mixed(d, col, VN_LOGICAL, err);
  c->logical[c->n++] = value ? 1 : 0;
  return true;
}

static bool check_lengths(const VnDraft *d, VnErr *err) {
  for (size_t j = 1; j < d->n_cols; j++) {
    if (d->columns[j].n != d->columns[0].n) {
      return vn_fail(err,
                     "column \"%s\" has %zu cell%s, but column \"%s\" has %zu",
                     vn_names_at(d->names, j), d->columns[j].n,
                     d->columns[j].n == 1 ? "" : "s", vn_names_at(d->names, 0),
                     d->columns[0].n);
    }
  }
  return true;
}

// The dictionary of a text column, its codes rewritten to sorted order.
static VnDict *sort_texts(Column *c) {
  if (!c->texts) c->texts = vn_dict_builder_new();
  return c->texts ? vn_dict_builder_finish(c->texts, c->code, c->n) : NULL;
}

static VnColumn *finish_column(Column *c, VnErr *err) {
  VnDict *dict = NULL;
  bool enough = c->typed || settle(c, c->fallback, err);
  if (enough && c->type == VN_TEXT) enough = (dict = sort_texts(c)) != NULL;
  void *cells =
      enough ? vn_resize(c->cells, c->n, vn_type_size(c->type)) : NULL;
  VnColumn *column = cells ? vn_column_of(c->type, cells, c->n, dict) : NULL;
  if (cells) c->cells = column ? NULL : cells;
  if (column) return column;
  vn_dict_free(dict);
  no_memory(err);
  return NULL;
}

VnFrame *vn_draft_finish(VnDraft *d, const char *source, VnErr *err) {
  if (!check_lengths(d, err)) return NULL;
  size_t n_rows = d->n_cols ? d->columns[0].n : 0;
  VnFrame *frame =
      vn_frame_blank(vn_names_share(d->names), n_rows, source, err);
  for (size_t j = 0; frame && j < d->n_cols; j++) {
    frame->columns[j] = finish_column(&d->columns[j], err);
    if (!frame->columns[j]) {
      vn_frame_free(frame);
      return NULL;
    }
  }
  return frame;
}
