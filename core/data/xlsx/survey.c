#include "data/xlsx/survey.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "data/date.h"
#include "data/memory.h"
#include "data/number.h"
#include "data/utf8.h"

static bool no_memory(VnErr *err) {
  return vn_fail_memory(err, "reading a spreadsheet");
}

void vn_survey_free(VnSurvey *s) {
  for (size_t j = 0; j < s->n_cols; j++) vn_free(s->columns[j].name);
  vn_free(s->columns);
  *s = (VnSurvey){0};
}

const char *vn_cell_text(const VnCell *cell, char room[VN_CELL_ROOM]) {
  switch (cell->kind) {
    case VN_CELL_INTEGER:
      snprintf(room, VN_CELL_ROOM, "%" PRId64, cell->integer);
      return room;
    case VN_CELL_NUMBER: vn_number_to_text(cell->number, room); return room;
    case VN_CELL_LOGICAL: return cell->logical ? "TRUE" : "FALSE";
    case VN_CELL_DAY: vn_date_to_text(cell->days, room); return room;
    case VN_CELL_UNCOMPUTED: return "";
    default: return cell->text;
  }
}

static bool is_missing_text(const VnSurvey *s, const VnCell *cell) {
  return cell->length == 0 ||
         vn_infer_is_missing(s->rules, cell->text, cell->length);
}

static bool says_na(const VnCell *cell) {
  return cell->kind == VN_CELL_TEXT && strcmp(cell->text, "NA") == 0;
}

bool vn_survey_missing(const VnSurvey *s, const VnCell *cell, VnType type) {
  if (cell->kind != VN_CELL_TEXT) return cell->kind >= VN_CELL_BAD_DAY;
  return is_missing_text(s, cell) || (type != VN_TEXT && says_na(cell));
}


// ---- looking ----

static bool within(const VnRange *window, VnAddress at) {
  return at.row >= window->first.row && at.row <= window->last.row &&
         at.col >= window->first.col && at.col <= window->last.col;
}

static VnSurveyColumn *column_at(VnSurvey *s, VnAddress at) {
  return &s->columns[at.col - s->window.first.col];
}

VnSurveyColumn *vn_survey_column(VnSurvey *s, const VnCell *cell) {
  bool below = cell->at.row > s->header && within(&s->window, cell->at);
  return below ? column_at(s, cell->at) : NULL;
}

static bool reach(VnSurvey *s, VnAddress at, VnErr *err) {
  size_t wanted = (size_t)(at.col - s->window.first.col) + 1;
  if (wanted <= s->n_cols) return true;
  VnSurveyColumn *columns = vn_resize(s->columns, wanted, sizeof *columns);
  if (!columns) return no_memory(err);
  memset(columns + s->n_cols, 0, (wanted - s->n_cols) * sizeof *columns);
  s->columns = columns, s->n_cols = wanted;
  return true;
}

static bool look_at_name(VnSurvey *s, const VnCell *cell, VnErr *err) {
  char room[VN_CELL_ROOM], at[VN_ADDRESS_TEXT];
  const char *text = vn_cell_text(cell, room);
  if (cell->kind == VN_CELL_TEXT && cell->length == 0) return true;
  if (cell->kind == VN_CELL_ERROR || cell->kind == VN_CELL_UNCOMPUTED) {
    vn_address_write(cell->at, at);
    return vn_fail(err,
                   "cell %s should name a column, found %s; write the name "
                   "there or give range= or skip=",
                   at, *text ? text : "a formula without its value");
  }
  VnSurveyColumn *column = column_at(s, cell->at);
  column->name = vn_copy_text(text);
  return column->name || no_memory(err);
}

bool vn_survey_look(VnSurvey *s, const VnCell *cell, VnErr *err) {
  char room[VN_CELL_ROOM];
  if (!within(&s->window, cell->at)) return true;
  if (s->header == 0) s->header = cell->at.row;
  if (!reach(s, cell->at, err)) return false;
  if (cell->at.row == s->header) return look_at_name(s, cell, err);
  s->last = cell->at.row;
  if (cell->kind == VN_CELL_TEXT && is_missing_text(s, cell)) return true;
  VnSurveyColumn *column = column_at(s, cell->at);
  VnSeen *seen = says_na(cell) ? &column->na : &column->seen[cell->kind];
  if (seen->n++ > 0) return true;
  seen->first = cell->at;
  const char *text = vn_cell_text(cell, room);
  vn_utf8_excerpt(seen->sample, sizeof seen->sample, text, strlen(text));
  return true;
}


// ---- names ----

static const VnSeen *first_seen(const VnSurveyColumn *column) {
  const VnSeen *first = NULL;
  for (int kind = 0; kind < VN_CELL_KINDS; kind++) {
    const VnSeen *seen = &column->seen[kind];
    if (seen->n == 0) continue;
    if (!first || seen->first.row < first->first.row) first = seen;
  }
  return first;
}

static bool fail_nameless(const VnSurvey *s, const VnSeen *seen, VnErr *err) {
  char at[VN_ADDRESS_TEXT], top[VN_ADDRESS_TEXT];
  vn_address_write(seen->first, at);
  vn_address_write((VnAddress){s->header, seen->first.col}, top);
  return vn_fail(err,
                 "cell %s is not empty, but its column has no name in %s; "
                 "write one there, or say where the table is, as in "
                 "range = \"A5:F20\" or skip = 4",
                 at, top);
}

// The places of the names that stand twice.
static bool fail_twice(const VnSurvey *s, const char *const *labels,
                       const size_t *cols, size_t n, VnErr *err) {
  char a[VN_ADDRESS_TEXT], b[VN_ADDRESS_TEXT];
  int32_t left = s->window.first.col;
  for (size_t j = 1; j < n; j++) {
    for (size_t i = 0; i < j; i++) {
      if (strcmp(labels[i], labels[j]) != 0) continue;
      vn_address_write((VnAddress){s->header, left + (int32_t)cols[i]}, a);
      vn_address_write((VnAddress){s->header, left + (int32_t)cols[j]}, b);
      return vn_fail(err,
                     "the name \"%.200s\" stands twice, in %s and in %s; "
                     "columns need different names",
                     labels[i], a, b);
    }
  }
  return false;
}

// Collects the columns to keep; their number, or -1: see err.
static ptrdiff_t collect(VnSurvey *s, const char **labels, size_t *cols,
                         VnErr *err) {
  size_t n = 0;
  for (size_t j = 0; j < s->n_cols; j++) {
    VnSurveyColumn *column = &s->columns[j];
    const VnSeen *seen = column->name ? NULL : first_seen(column);
    if (seen) {
      fail_nameless(s, seen, err);
      return -1;
    }
    if (!column->name) continue;
    column->place = n;
    labels[n] = column->name, cols[n++] = j;
  }
  return (ptrdiff_t)n;
}

VnNames *vn_survey_names(VnSurvey *s, VnErr *err) {
  const char **labels = vn_alloc(s->n_cols, sizeof *labels);
  size_t *cols = vn_alloc(s->n_cols, sizeof *cols);
  VnNames *names = NULL;
  if (labels && cols) {
    ptrdiff_t n = collect(s, labels, cols, err);
    if (n >= 0) names = vn_names_new(labels, (size_t)n, "column", err);
    if (n >= 0 && !names && err->kind == VN_WRONG) {
      fail_twice(s, labels, cols, (size_t)n, err);
    }
  } else {
    no_memory(err);
  }
  vn_free(labels);
  vn_free(cols);
  return names;
}


// ---- types ----

enum { TEXTS, NUMBERS, DATES, LOGICALS, FAMILIES };

static const struct {
  const char *many;
  VnCellKind kinds[2];
} families[FAMILIES] = {
    {"texts",          {VN_CELL_TEXT, VN_CELL_TEXT}      },
    {"numbers",        {VN_CELL_INTEGER, VN_CELL_NUMBER} },
    {"dates",          {VN_CELL_DAY, VN_CELL_MOMENT}     },
    {"true and false", {VN_CELL_LOGICAL, VN_CELL_LOGICAL}},
};

static size_t count(const VnSurveyColumn *c, int family) {
  VnCellKind a = families[family].kinds[0], b = families[family].kinds[1];
  return c->seen[a].n + (a == b ? 0 : c->seen[b].n);
}

static const VnSeen *first_of(const VnSurveyColumn *c, int family) {
  const VnSeen *a = &c->seen[families[family].kinds[0]];
  const VnSeen *b = &c->seen[families[family].kinds[1]];
  return b->n == 0 || (a->n > 0 && a->first.row < b->first.row) ? a : b;
}

// The family of most cells; texts when as many are.
static int most(const VnSurveyColumn *c) {
  int best = TEXTS;
  for (int family = 1; family < FAMILIES; family++) {
    if (count(c, family) > count(c, best)) best = family;
  }
  return best;
}

// The first cell that is not of the family, or NULL.
static const VnSeen *first_other(const VnSurveyColumn *c, int family) {
  const VnSeen *first = NULL;
  for (int other = 0; other < FAMILIES; other++) {
    if (other == family || count(c, other) == 0) continue;
    const VnSeen *seen = first_of(c, other);
    if (!first || seen->first.row < first->first.row) first = seen;
  }
  return first;
}

static VnType type_of(const VnSurveyColumn *c, int family) {
  switch (family) {
    case NUMBERS: return c->seen[VN_CELL_NUMBER].n ? VN_NUMBER : VN_INTEGER;
    case DATES: return c->seen[VN_CELL_MOMENT].n ? VN_TEXT : VN_DATE;
    case LOGICALS: return VN_LOGICAL;
    default: return VN_TEXT;
  }
}

static void note_mixed(const VnSurveyColumn *c, int family, const VnSeen *other,
                       VnNotes *notes) {
  char at[VN_ADDRESS_TEXT], mend[VN_SAMPLE_TEXT + 40] = "";
  vn_address_write(other->first, at);
  if (other == first_of(c, TEXTS)) {
    snprintf(mend, sizeof mend, "; na = \"%s\" would read it as missing",
             other->sample);
  }
  vn_note(notes,
          "column \"%.100s\" is text, because cell %s holds \"%s\" "
          "among %s%s",
          c->name, at, other->sample, families[family].many, mend);
}

void vn_survey_decide(VnSurveyColumn *c, VnNotes *notes) {
  int family = most(c);
  const VnSeen *other = first_other(c, family);
  c->type = other ? VN_TEXT : type_of(c, family);
  if (other && family != TEXTS) note_mixed(c, family, other, notes);
  if (c->type == VN_TEXT && c->na.n > 0) {
    vn_note(notes,
            "column \"%.100s\" holds the text \"NA\"; na = \"NA\" would read "
            "it as missing",
            c->name);
  }
}
