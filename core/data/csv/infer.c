#include <string.h>

#include "data/csv/infer_column.h"
#include "data/key.h"
#include "data/memory.h"
#include "data/utf8.h"

VnInfer *vn_infer_new(const char *name, const VnInferRules *rules) {
  VnInfer *c = vn_alloc(1, sizeof *c);
  if (!c) return NULL;
  c->rules = rules;
  c->name = vn_copy_text(name);
  if (c->name) return c;
  vn_free(c);
  return NULL;
}

void vn_infer_drop(VnInfer *c) {
  vn_dict_builder_free(c->dict);
  vn_free(c->cells);
  c->dict = NULL, c->cells = NULL;
  c->n = c->room = 0;
}

void vn_infer_free(VnInfer *c) {
  if (!c) return;
  vn_infer_drop(c);
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

void vn_infer_expect(VnInfer *c, size_t n) {
  c->expected = n;
}

bool vn_infer_again(const VnInfer *c) {
  return c->again;
}

bool vn_infer_empty(const VnInfer *c) {
  return c->state == VN_EMPTY || (c->state == VN_LOOKING && !c->seen);
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

void vn_infer_keep(VnExample *example, const char *bytes, size_t n,
                   size_t place) {
  example->place = place;
  vn_utf8_excerpt(example->text, sizeof example->text, bytes, n);
}

void vn_infer_note_bits(VnInfer *c, unsigned bits, const char *bytes, size_t n,
                        size_t place) {
  unsigned fresh = bits & ~c->seen;
  for (int kind = 0; fresh; kind++, fresh >>= 1) {
    if (fresh & 1) vn_infer_keep(&c->first[kind], bytes, n, place);
  }
  c->seen |= bits;
}

// The bits of one cell, which are noted.
unsigned vn_infer_bits(VnInfer *c, const char *bytes, size_t n, size_t place) {
  if (is_missing(c, bytes, n)) return 0;
  unsigned bits = n ? vn_cell_look(bytes, n, c->rules->marks) : VN_SEEN_BLANK;
  if (bits & VN_SEEN_NUMERIC) c->n_numbers++;
  else if (bits & VN_SEEN_TEXT) c->n_others++;
  if (bits & ~c->seen) vn_infer_note_bits(c, bits, bytes, n, place);
  return bits;
}

void vn_infer_look(VnInfer *c, const char *bytes, size_t n, size_t place) {
  (void)vn_infer_bits(c, bytes, n, place);
}

static const VnExample *first_of(const VnInfer *c, unsigned bits) {
  const VnExample *found = NULL;
  for (int kind = 0; kind < VN_SEEN_KINDS; kind++) {
    if (!(c->seen & bits & (1u << kind))) continue;
    if (!found || c->first[kind].place < found->place) found = &c->first[kind];
  }
  return found;
}


// ---- settling ----

static bool is_numeric(VnType type) {
  return type == VN_NUMBER || type == VN_INTEGER;
}

// What the cells leave open, in a sentence; false when there is such a thing.
static bool is_certain(const VnInfer *c, VnType type, VnMarks marks,
                       VnErr *err) {
  const VnExample *e;
  char key[VN_KEY_ROOM];
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
                   place, e->place, c->name, e->text, e->text,
                   vn_key(c->name, key));
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

VnMarks vn_infer_marks(const VnInfer *c) {
  VnMarks marks = {vn_seen_decimal(c->seen, c->rules->marks.decimal),
                   c->rules->marks.dates};
  if (marks.dates) return marks;
  if (c->seen & VN_SEEN_DAY_FIRST) marks.dates = 'd';
  else if (c->seen & VN_SEEN_MONTH_FIRST) marks.dates = 'm';
  return marks;
}

bool vn_infer_settle(VnInfer *c, bool whole, VnErr *err) {
  if (c->state != VN_LOOKING) return c->done = true;
  VnMarks marks = vn_infer_marks(c);
  VnType type = c->forced ? c->type : vn_seen_type(c->seen, marks.decimal);
  VnErr doubt;
  bool certain = is_certain(c, type, marks, &doubt);
  if (!certain && whole) *err = doubt;
  if (!certain || (!whole && !c->forced && vn_seen_open(c->seen))) {
    c->again = !whole;
    return !whole;
  }
  vn_infer_drop(c);
  c->again = false;
  c->state = c->forced || c->seen ? VN_TAKING : VN_EMPTY;
  c->type = type, c->marks = marks;
  if (c->state == VN_EMPTY || type != VN_TEXT) return true;
  c->dict = vn_dict_builder_new();
  return c->dict || vn_fail_memory(err, "reading a column");
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
    const VnExample *e = first_of(c, VN_SEEN_POINT3);
    return vn_fail(err,
                   "%s %zu, column \"%s\": \"%s\" may be a thousand, as "
                   "column \"%s\" has decimal commas, or a fraction; say "
                   "which with decimal = \",\" or decimal = \".\"",
                   c->rules->place, e->place, c->name, e->text, comma->name);
  }
  return true;
}

static void note_cause(const VnInfer *c, VnNotes *notes) {
  const VnExample *e = &c->cause;
  bool word = c->type == VN_TEXT && !(c->seen & VN_SEEN_CODE);
  vn_note(notes,
          "column \"%s\" is %s, because %s %zu holds \"%s\"; the file was "
          "read again%s%s%s",
          c->name, vn_type_name(c->type), c->rules->place, e->place, e->text,
          word ? ", na = \"" : "", word ? e->text : "",
          word ? "\" would read it as missing" : "");
}

// The first pair of cells, if any, that no type but text has room for.
static void note_mixture(const VnInfer *c, VnNotes *notes) {
  static const unsigned pairs[][2] = {
      {VN_SEEN_NUMERIC,   VN_SEEN_DAYS                       },
      {VN_SEEN_NUMERIC,   VN_SEEN_LOGICAL                    },
      {VN_SEEN_DAYS,      VN_SEEN_LOGICAL                    },
      {VN_SEEN_POINT,     VN_SEEN_COMMA                      },
      {VN_SEEN_PERCENT,   VN_SEEN_PLAIN                      },
      {VN_SEEN_BIG,       VN_SEEN_FRACTION | VN_SEEN_EXPONENT},
      {VN_SEEN_DAY_FIRST, VN_SEEN_MONTH_FIRST                },
  };
  for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++) {
    const VnExample *a = first_of(c, pairs[i][0]);
    const VnExample *b = first_of(c, pairs[i][1]);
    if (!a || !b) continue;
    vn_note(notes,
            "column \"%s\" is text, because %s %zu holds \"%s\" and %s %zu "
            "\"%s\"",
            c->name, c->rules->place, a->place, a->text, c->rules->place,
            b->place, b->text);
    return;
  }
}

// A word such as "k.A." among numbers stands for missing; "12-14" has to be
// rare to be worth a word.
static void note_word(const VnInfer *c, VnNotes *notes) {
  const VnExample *e = first_of(c, VN_SEEN_TEXT);
  if (!e || (c->seen & VN_SEEN_CODE)) return;
  bool word = !strpbrk(e->text, "0123456789");
  if (c->n_numbers < c->n_others * (word ? 2 : 10)) return;
  vn_note(notes,
          "column \"%s\" is text, because %s %zu holds \"%s\" among "
          "numbers%s%s%s",
          c->name, c->rules->place, e->place, e->text, word ? "; na = \"" : "",
          word ? e->text : "", word ? "\" would read it as missing" : "");
}

static void note_open_date(const VnInfer *c, VnNotes *notes) {
  vn_note(notes,
          "column \"%s\" is text: \"%s\" may begin with the day or the "
          "month; dates = \"dmy\" or dates = \"mdy\" reads it",
          c->name, first_of(c, VN_SEEN_EITHER)->text);
}

static void note_percent(const VnInfer *c, VnNotes *notes) {
  vn_note(notes,
          "column \"%s\" is in per cent, as in \"%s\"; it is read as shares, "
          "of which 1 is 100 %%",
          c->name, first_of(c, VN_SEEN_PERCENT)->text);
}

// A number that was a share in the file, and why this is text where something
// else was to be expected.
static void note_what_is_odd(const VnInfer *c, const VnDict *dict,
                             VnNotes *notes) {
  bool text = c->type == VN_TEXT;
  if (is_numeric(c->type) && (c->seen & VN_SEEN_PERCENT)) {
    note_percent(c, notes);
  }
  if (c->forced) return;
  if (c->cause.place) note_cause(c, notes);
  else if (c->seen & VN_SEEN_TEXTUAL) note_word(c, notes);
  else if (text && vn_seen_open(c->seen & VN_SEEN_DAYS))
    note_open_date(c, notes);
  else if (text) note_mixture(c, notes);
  if (text && vn_dict_find(dict, "NA") >= 0) {
    vn_note(notes,
            "column \"%s\" holds the text \"NA\"; na = \"NA\" would read it "
            "as missing",
            c->name);
  }
}

static bool fill_empty(VnInfer *c, VnErr *err) {
  c->type = VN_TEXT;
  c->state = VN_TAKING;
  c->dict = vn_dict_builder_new();
  c->cells = vn_resize(NULL, c->n, vn_type_size(VN_TEXT));
  if (!c->dict || !c->cells) return vn_fail_memory(err, "reading a column");
  for (size_t i = 0; i < c->n; i++) vn_infer_put_missing(c, i);
  return true;
}

// Cells beyond the last are given back.
static void trim_cells(VnInfer *c) {
  void *cells = vn_resize(c->cells, c->n, vn_type_size(c->type));
  if (cells) c->cells = cells, c->room = c->n;
}

static VnColumn *make_column(VnInfer *c, VnErr *err) {
  VnDict *dict = NULL;
  if (c->type == VN_TEXT) {
    if (!vn_dict_builder_sort(c->dict, err)) return NULL;
    dict = vn_dict_builder_finish(c->dict, c->text, c->n);
  }
  bool whole = c->cells && (dict || c->type != VN_TEXT);
  VnColumn *column = whole ? vn_column_of(c->type, c->cells, c->n, dict) : NULL;
  if (column) return column;
  vn_dict_free(dict);
  vn_fail_memory(err, "reading a column");
  return NULL;
}

VnColumn *vn_infer_cut(VnInfer *c, VnErr *err) {
  trim_cells(c);
  VnColumn *column = make_column(c, err);
  if (!column) return NULL;
  c->cells = NULL, c->done = false;
  vn_infer_drop(c);
  if (c->type != VN_TEXT) return column;
  c->dict = vn_dict_builder_new();
  if (c->dict) return column;
  vn_column_free(column);
  vn_fail_memory(err, "reading a column");
  return NULL;
}

VnColumn *vn_infer_finish(VnInfer *c, VnNotes *notes, VnErr *err) {
  if (vn_infer_empty(c) && !fill_empty(c, err)) return NULL;
  trim_cells(c);
  VnColumn *column = make_column(c, err);
  if (!column) return NULL;
  c->cells = NULL;
  vn_infer_drop(c);
  note_what_is_odd(c, column->dict, notes);
  return column;
}
