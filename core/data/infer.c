#include "data/infer.h"

#include <string.h>

#include "data/memory.h"
#include "data/utf8.h"

enum {
  NUMERIC = VN_SEEN_INTEGER | VN_SEEN_BIG | VN_SEEN_EXPONENT | VN_SEEN_POINT |
            VN_SEEN_COMMA | VN_SEEN_POINT3 | VN_SEEN_COMMA3,
  DAYS = VN_SEEN_DAY | VN_SEEN_DAY_FIRST | VN_SEEN_MONTH_FIRST | VN_SEEN_EITHER,
  SOFT = VN_SEEN_NA | VN_SEEN_BLANK,  // missing unless the column is text
  TEXTUAL = VN_SEEN_TEXT | VN_SEEN_CODE
};

typedef struct {
  size_t place;
  char text[40];
} Example;

typedef enum { LOOKING, EMPTY, TAKING } State;

struct VnInfer {
  char *name;
  const VnInferRules *rules;
  bool forced;
  State state;
  VnType type;
  VnMarks marks;
  bool again;     // settled wrongly: taken cells are void
  bool done;      // taken, and only other columns need another round
  Example cause;  // of that, when a cell contradicted
  unsigned seen;
  Example first[VN_SEEN_KINDS];
  size_t n_numbers, n_others;  // among the cells looked at
  size_t n, room;
  union {
    void *cells;
    double *number;
    int64_t *integer;
    int32_t *text;
    int32_t *date;
    int8_t *logical;
  };
  VnDictBuilder *dict;
};

VnInfer *vn_infer_new(const char *name, const VnInferRules *rules) {
  VnInfer *c = vn_alloc(1, sizeof *c);
  if (!c) return NULL;
  c->rules = rules;
  c->name = vn_copy_text(name);
  if (c->name) return c;
  vn_free(c);
  return NULL;
}

static void drop_cells(VnInfer *c) {
  vn_dict_builder_free(c->dict);
  vn_free(c->cells);
  c->dict = NULL, c->cells = NULL;
  c->n = c->room = 0;
}

void vn_infer_free(VnInfer *c) {
  if (!c) return;
  drop_cells(c);
  vn_free(c->name);
  vn_free(c);
}

const char *vn_infer_name(const VnInfer *c) {
  return c->name;
}

void vn_infer_force(VnInfer *c, VnType type) {
  c->forced = true;
  c->type = type;
}

bool vn_infer_again(const VnInfer *c) {
  return c->again;
}

bool vn_infer_empty(const VnInfer *c) {
  return c->state == EMPTY || (c->state == LOOKING && !c->seen);
}


// ---- looking ----

bool vn_infer_is_missing(const VnInferRules *rules, const char *bytes,
                         size_t n) {
  static const char *const sheets[] = {"#N/A", "#NV", "#N/D", "#N/B"};
  if (n > 0 && *bytes == '#') {
    for (size_t i = 0; i < sizeof sheets / sizeof *sheets; i++) {
      if (strlen(sheets[i]) == n && !memcmp(sheets[i], bytes, n)) return true;
    }
  }
  for (size_t i = 0; i < rules->n_na; i++) {
    if (strlen(rules->na[i]) == n && !memcmp(rules->na[i], bytes, n)) {
      return true;
    }
  }
  return false;
}

static bool is_missing(const VnInfer *c, const char *bytes, size_t n) {
  return !bytes || vn_infer_is_missing(c->rules, bytes, n);
}

static void keep(Example *example, const char *bytes, size_t n, size_t place) {
  example->place = place;
  vn_utf8_excerpt(example->text, sizeof example->text, bytes, n);
}

static void note_bits(VnInfer *c, unsigned bits, const char *bytes, size_t n,
                      size_t place) {
  unsigned fresh = bits & ~c->seen;
  for (int kind = 0; fresh; kind++, fresh >>= 1) {
    if (fresh & 1) keep(&c->first[kind], bytes, n, place);
  }
  c->seen |= bits;
}

// The bits of one cell, which are noted.
static unsigned look(VnInfer *c, const char *bytes, size_t n, size_t place) {
  if (is_missing(c, bytes, n)) return 0;
  unsigned bits = n ? vn_cell_look(bytes, n, c->rules->marks) : VN_SEEN_BLANK;
  if (bits & NUMERIC) c->n_numbers++;
  else if (bits & VN_SEEN_TEXT) c->n_others++;
  if (bits & ~c->seen) note_bits(c, bits, bytes, n, place);
  return bits;
}

void vn_infer_look(VnInfer *c, const char *bytes, size_t n, size_t place) {
  (void)look(c, bytes, n, place);
}

static const Example *first_of(const VnInfer *c, unsigned bits) {
  const Example *found = NULL;
  for (int kind = 0; kind < VN_SEEN_KINDS; kind++) {
    if (!(c->seen & bits & (1u << kind))) continue;
    if (!found || c->first[kind].place < found->place) found = &c->first[kind];
  }
  return found;
}


// ---- settling ----

// '.' or ',' as the cells show, 0 when they leave it open.
static char decimal_of(unsigned seen, char told) {
  if (told) return told;
  if (seen & VN_SEEN_POINT) return '.';
  if (seen & VN_SEEN_COMMA) return ',';
  return seen & VN_SEEN_COMMA3 ? 0 : '.';
}

static bool has_fractions(unsigned seen, char decimal) {
  unsigned three = decimal == '.' ? VN_SEEN_POINT3 : VN_SEEN_COMMA3;
  return seen & (VN_SEEN_FRACTION | VN_SEEN_EXPONENT | VN_SEEN_PERCENT | three);
}

static bool both(unsigned seen, unsigned a, unsigned b) {
  return (seen & a) && (seen & b);
}

static VnType numeric_type(unsigned seen, char decimal) {
  if (both(seen, VN_SEEN_POINT, VN_SEEN_COMMA)) return VN_TEXT;
  if (both(seen, VN_SEEN_PERCENT, VN_SEEN_PLAIN)) return VN_TEXT;
  if (!has_fractions(seen, decimal)) return VN_INTEGER;
  return seen & VN_SEEN_BIG ? VN_TEXT : VN_NUMBER;
}

static VnType date_type(unsigned seen) {
  if (both(seen, VN_SEEN_DAY_FIRST, VN_SEEN_MONTH_FIRST)) return VN_TEXT;
  bool open = !(seen & (VN_SEEN_DAY_FIRST | VN_SEEN_MONTH_FIRST));
  return (seen & VN_SEEN_EITHER) && open ? VN_TEXT : VN_DATE;
}

static VnType type_of(unsigned seen, char decimal) {
  unsigned sorts = !!(seen & NUMERIC) + !!(seen & DAYS) +
                   !!(seen & VN_SEEN_LOGICAL) + !!(seen & TEXTUAL);
  if (sorts != 1 || (seen & TEXTUAL)) return VN_TEXT;
  if (seen & NUMERIC) return numeric_type(seen, decimal);
  if (seen & VN_SEEN_NAN) return VN_TEXT;
  return seen & DAYS ? date_type(seen) : VN_LOGICAL;
}

static bool is_numeric(VnType type) {
  return type == VN_NUMBER || type == VN_INTEGER;
}

// What the cells leave open, in a sentence; false when there is such a thing.
static bool is_certain(const VnInfer *c, VnType type, VnMarks marks,
                       VnErr *err) {
  const Example *e;
  const char *place = c->rules->place;
  if (is_numeric(type) && !marks.decimal) {
    e = first_of(c, VN_SEEN_COMMA3);
    return vn_fail(err,
                   "%s %zu, column \"%s\": \"%s\" may be a thousand or a "
                   "fraction; say which with decimal = \".\" or decimal = "
                   "\",\"",
                   place, e->place, c->name, e->text);
  }
  if (is_numeric(type) && (c->seen & VN_SEEN_NAN) && !c->forced) {
    e = first_of(c, VN_SEEN_NAN);
    return vn_fail(err,
                   "%s %zu, column \"%s\": \"%s\" is no number; na = \"%s\" "
                   "reads it as missing, types = { %s = \"text\" } as text",
                   place, e->place, c->name, e->text, e->text, c->name);
  }
  if (type == VN_DATE && (c->seen & VN_SEEN_EITHER) && !marks.dates) {
    e = first_of(c, VN_SEEN_EITHER);
    return vn_fail(err,
                   "%s %zu, column \"%s\": \"%s\" may begin with the day or "
                   "the month; say which with dates = \"dmy\" or dates = "
                   "\"mdy\"",
                   place, e->place, c->name, e->text);
  }
  return true;
}

static VnMarks marks_of(const VnInfer *c) {
  VnMarks marks = {decimal_of(c->seen, c->rules->marks.decimal),
                   c->rules->marks.dates};
  if (marks.dates) return marks;
  if (c->seen & VN_SEEN_DAY_FIRST) marks.dates = 'd';
  else if (c->seen & VN_SEEN_MONTH_FIRST) marks.dates = 'm';
  return marks;
}

bool vn_infer_settle(VnInfer *c, bool whole, VnErr *err) {
  if (c->state != LOOKING) return c->done = true;
  VnMarks marks = marks_of(c);
  VnType type = c->forced ? c->type : type_of(c->seen, marks.decimal);
  VnErr open;
  if (!is_certain(c, type, marks, &open)) {
    if (whole) *err = open;
    c->state = LOOKING, c->again = !whole;
    return !whole;
  }
  drop_cells(c);
  c->again = false;
  c->state = c->forced || c->seen ? TAKING : EMPTY;
  c->type = type, c->marks = marks;
  if (c->state == EMPTY || type != VN_TEXT) return true;
  c->dict = vn_dict_builder_new();
  return c->dict || vn_fail_memory(err, "reading a column");
}


// ---- taking ----

static bool grow(VnInfer *c, VnErr *err) {
  size_t room = c->room ? c->room * 2 : 256;
  void *cells = vn_resize(c->cells, room, vn_type_size(c->type));
  if (!cells) return vn_fail_memory(err, "reading a column");
  c->cells = cells, c->room = room;
  return true;
}

static void put_missing(VnInfer *c, size_t i) {
  switch (c->type) {
    case VN_NUMBER: c->number[i] = VN_NO_NUMBER; break;
    case VN_INTEGER: c->integer[i] = VN_NO_INTEGER; break;
    case VN_TEXT: c->text[i] = VN_NO_CODE; break;
    case VN_DATE: c->date[i] = VN_NO_DATE; break;
    case VN_LOGICAL: c->logical[i] = VN_NO_LOGICAL; break;
  }
}

static bool put_text(VnInfer *c, const char *bytes, size_t n, size_t place,
                     VnErr *err) {
  int32_t known = (int32_t)vn_dict_builder_count(c->dict);
  int32_t code = vn_dict_builder_add(c->dict, bytes, n);
  if (code < 0) return vn_fail_memory(err, "reading a column");
  if (code == known && vn_utf8_valid(bytes, n) < n) {
    return vn_fail(err,
                   "%s %zu, column \"%s\": the bytes are not UTF-8; encoding "
                   "= \"windows-1252\" reads what older Windows programs wrote",
                   c->rules->place, place, c->name);
  }
  c->text[c->n++] = code;
  return true;
}

// Whether the column would still be settled as it is, had it seen these too.
static bool still_settled(VnInfer *c, unsigned seen) {
  if (!(seen & ~c->seen) || c->forced) return true;
  unsigned all = c->seen | seen;
  char decimal = decimal_of(all, c->rules->marks.decimal);
  return decimal == c->marks.decimal && type_of(all, decimal) == c->type;
}

static bool put_number(VnInfer *c, const char *bytes, size_t n, size_t place) {
  double value;
  unsigned seen;
  if (!vn_cell_number(bytes, n, c->marks, c->forced, &value, &seen)) {
    return false;
  }
  if (!still_settled(c, seen)) return false;
  if (seen & ~c->seen) note_bits(c, seen, bytes, n, place);
  c->number[c->n++] = value;
  return true;
}

static bool put_integer(VnInfer *c, const char *bytes, size_t n, size_t place) {
  int64_t value;
  unsigned seen;
  if (!vn_cell_integer(bytes, n, c->marks, c->forced, &value, &seen)) {
    return false;
  }
  if (!still_settled(c, seen)) return false;
  if (seen & ~c->seen) note_bits(c, seen, bytes, n, place);
  c->integer[c->n++] = value;
  return true;
}

// False when the cell is not of the column's type.
static bool put(VnInfer *c, const char *bytes, size_t n, size_t place) {
  bool fits = false;
  switch (c->type) {
    case VN_NUMBER: return put_number(c, bytes, n, place);
    case VN_INTEGER: return put_integer(c, bytes, n, place);
    case VN_DATE:
      fits = vn_cell_date(bytes, n, c->marks, &c->date[c->n]);
      break;
    case VN_LOGICAL: fits = vn_cell_logical(bytes, n, &c->logical[c->n]); break;
    case VN_TEXT: break;
  }
  c->n += fits;
  return fits;
}

static bool refuse(const VnInfer *c, const char *bytes, size_t n, size_t place,
                   VnErr *err) {
  Example e;
  keep(&e, bytes, n, place);
  return vn_fail(err,
                 "%s %zu, column \"%s\": \"%s\" is no %s; na = \"%s\" would "
                 "read it as missing",
                 c->rules->place, place, c->name, e.text, vn_type_name(c->type),
                 e.text);
}

// The first cell that is not missing decides, as far as it can.
static bool begin(VnInfer *c, const char *bytes, size_t n, size_t place,
                  VnErr *err) {
  size_t n_missing = c->n;
  unsigned bits = look(c, bytes, n, place);
  c->state = LOOKING;
  if (!vn_infer_settle(c, false, err)) return false;
  if (c->again || (bits & (SOFT | VN_SEEN_NAN))) {
    c->state = LOOKING, c->again = true;
    return true;
  }
  while (c->room < n_missing) {
    if (!grow(c, err)) return false;
  }
  for (; c->n < n_missing; c->n++) put_missing(c, c->n);
  return vn_infer_take(c, bytes, n, place, err);
}

// Integers so far, and now a fraction: every integer is kept if doubles can.
static bool turn_to_numbers(VnInfer *c) {
  VnMarks marks = marks_of(c);
  if (c->type != VN_INTEGER || !marks.decimal) return false;
  if (type_of(c->seen, marks.decimal) != VN_NUMBER) return false;
  if (c->seen & (VN_SEEN_PERCENT | VN_SEEN_NAN)) return false;
  for (size_t i = 0; i < c->n; i++) {
    int64_t value = c->integer[i];
    if (value == VN_NO_INTEGER) continue;
    if (value > INT64_C(1) << 53 || value < -(INT64_C(1) << 53)) return false;
  }
  for (size_t i = 0; i < c->n; i++) {
    int64_t value = c->integer[i];
    c->number[i] = value == VN_NO_INTEGER ? VN_NO_NUMBER : (double)value;
  }
  c->type = VN_NUMBER, c->marks = marks;
  return true;
}

static bool surprised(VnInfer *c, const char *bytes, size_t n, size_t place,
                      VnErr *err) {
  if (c->forced && n > 0 && !(n == 2 && !memcmp(bytes, "NA", 2))) {
    return refuse(c, bytes, n, place, err);
  }
  unsigned bits = look(c, bytes, n, place);
  if (bits & SOFT) {
    put_missing(c, c->n++);
    return true;
  }
  if (turn_to_numbers(c)) return vn_infer_take(c, bytes, n, place, err);
  c->state = LOOKING, c->again = true;
  keep(&c->cause, bytes, n, place);
  return true;
}

bool vn_infer_take(VnInfer *c, const char *bytes, size_t n, size_t place,
                   VnErr *err) {
  if (c->done) return true;
  if (c->state == LOOKING) {
    look(c, bytes, n, place);
    return true;
  }
  if (is_missing(c, bytes, n)) {
    if (c->state == EMPTY) return ++c->n;
    if (c->n == c->room && !grow(c, err)) return false;
    put_missing(c, c->n++);
    return true;
  }
  if (c->state == EMPTY) return begin(c, bytes, n, place, err);
  if (c->n == c->room && !grow(c, err)) return false;
  if (c->type == VN_TEXT) return put_text(c, bytes, n, place, err);
  return put(c, bytes, n, place) || surprised(c, bytes, n, place, err);
}


// ---- finishing ----

bool vn_infer_agree(VnInfer *const *columns, size_t n, VnErr *err) {
  const VnInfer *comma = NULL;
  for (size_t i = 0; i < n && !comma; i++) {
    const VnInfer *c = columns[i];
    if (is_numeric(c->type) && (c->seen & VN_SEEN_COMMA)) comma = c;
  }
  for (size_t i = 0; i < n && comma; i++) {
    const VnInfer *c = columns[i];
    unsigned open = VN_SEEN_POINT | VN_SEEN_COMMA | VN_SEEN_POINT3;
    if (c->rules->marks.decimal || !is_numeric(c->type)) continue;
    if ((c->seen & open) != VN_SEEN_POINT3) continue;
    const Example *e = first_of(c, VN_SEEN_POINT3);
    return vn_fail(err,
                   "%s %zu, column \"%s\": \"%s\" may be a thousand, as "
                   "column \"%s\" has decimal commas, or a fraction; say "
                   "which with decimal = \",\" or decimal = \".\"",
                   c->rules->place, e->place, c->name, e->text, comma->name);
  }
  return true;
}

static VnDict *finish_dict(VnInfer *c) {
  return vn_dict_builder_finish(c->dict, c->text, c->n);
}

static void note_what_is_odd(const VnInfer *c, const VnDict *dict,
                             VnNotes *notes) {
  const char *place = c->rules->place;
  const Example *e = c->seen & VN_SEEN_CODE ? NULL : first_of(c, VN_SEEN_TEXT);
  if (c->cause.place) {
    vn_note(notes,
            "column \"%s\" is %s, because %s %zu holds \"%s\"; the file was "
            "read again",
            c->name, vn_type_name(c->type), place, c->cause.place,
            c->cause.text);
  } else if (e && c->n_numbers >= 2 * c->n_others && c->n_others) {
    vn_note(notes,
            "column \"%s\" is text, because %s %zu holds \"%s\" among "
            "numbers; na = \"%s\" would read it as missing",
            c->name, place, e->place, e->text, e->text);
  }
  e = first_of(c, VN_SEEN_EITHER);
  if (e && c->type == VN_TEXT) {
    vn_note(notes,
            "column \"%s\" is text: \"%s\" may begin with the day or the "
            "month; dates = \"dmy\" or dates = \"mdy\" reads it",
            c->name, e->text);
  }
  if (dict && vn_dict_find(dict, "NA") >= 0) {
    vn_note(notes,
            "column \"%s\" holds the text \"NA\"; na = \"NA\" would read it "
            "as missing",
            c->name);
  }
}

static bool fill_empty(VnInfer *c, VnErr *err) {
  c->type = VN_TEXT;
  c->state = TAKING;
  vn_dict_builder_free(c->dict);
  c->dict = vn_dict_builder_new();
  c->cells = vn_resize(c->cells, c->n, vn_type_size(VN_TEXT));
  if (!c->dict || !c->cells) return vn_fail_memory(err, "reading a column");
  for (size_t i = 0; i < c->n; i++) put_missing(c, i);
  return true;
}

VnColumn *vn_infer_finish(VnInfer *c, VnNotes *notes, VnErr *err) {
  if (vn_infer_empty(c) && !fill_empty(c, err)) return NULL;
  VnColumn *column = vn_column_new(c->type, 0);
  void *cells = vn_resize(c->cells, c->n, vn_type_size(c->type));
  if (cells) c->cells = cells, c->room = c->n;
  bool text = c->type == VN_TEXT;
  VnDict *dict = column && cells && text ? finish_dict(c) : NULL;
  if (!column || !cells || (text && !dict)) {
    vn_column_free(column);
    vn_fail_memory(err, "reading a column");
    return NULL;
  }
  vn_free(column->cells);
  column->cells = c->cells, column->n = c->n, column->dict = dict;
  c->cells = NULL;
  drop_cells(c);
  note_what_is_odd(c, dict, notes);
  return column;
}
