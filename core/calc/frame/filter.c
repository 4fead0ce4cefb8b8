#include "calc/frame/filter.h"

#include <stdlib.h>
#include <string.h>

#include "calc/frame/take.h"
#include "data/date.h"
#include "data/memory.h"
#include "data/stop.h"

#define LEAST (INT64_MIN + 1)  // INT64_MIN stands for a missing cell

// What a condition means for one column. Columns of numbers compare their
// cells; all others compare whole numbers (the integer, the place in the
// dictionary, the day, 0 or 1), so that text and dates have ranges too.
typedef struct {
  bool missing;  // a missing cell satisfies it
  bool is_range;
  double low, high;     // range of a column of numbers, both ends inside
  int64_t first, last;  // range of any other column, both ends inside
  double *numbers;      // or the values wanted, sorted
  int64_t *codes;
  size_t n;
} Meaning;

static const char *kind_of_value(const VnValue *value) {
  static const char *const names[] = {"a missing value", "an integer",
                                      "a number", "a text", "true or false"};
  return names[value->kind];
}

static bool cannot_compare(const char *name, const VnColumn *column,
                           const VnValue *value, VnErr *err) {
  const char *type = vn_type_name(column->type);
  if (value->kind == VN_IS_TEXT && column->type == VN_DATE) {
    return vn_fail(err,
                   "column \"%s\" holds dates, and \"%s\" is none; write one "
                   "as 2014-12-31",
                   name, value->text);
  }
  if (value->kind == VN_IS_TEXT) {
    return vn_fail(err,
                   "column \"%s\" is of type %s and cannot be compared with "
                   "the text \"%s\"",
                   name, type, value->text);
  }
  return vn_fail(err,
                 "column \"%s\" is of type %s and cannot be compared with %s",
                 name, type, kind_of_value(value));
}

static bool number_of(const VnValue *value, double *x) {
  if (value->kind == VN_IS_INTEGER) *x = (double)value->integer;
  else *x = value->number;
  return value->kind == VN_IS_INTEGER || value->kind == VN_IS_NUMBER;
}

// Where a value stands among the whole numbers of a column: the least one
// that is not below it, and whether that is the value itself.
typedef struct {
  int64_t at;
  bool exact;
} Place;

static bool place_integer(const VnValue *value, Place *place) {
  if (value->kind == VN_IS_INTEGER) {
    *place = (Place){value->integer, true};
    return true;
  }
  if (value->kind != VN_IS_NUMBER) return false;
  double up = ceil(value->number);
  if (up >= 0x1p63) *place = (Place){INT64_MAX, false};
  else if (up < -0x1p63) *place = (Place){LEAST, false};
  else *place = (Place){(int64_t)up, up == value->number};
  return true;
}

static bool place_text(const VnDict *dict, const VnValue *value, Place *place) {
  if (value->kind != VN_IS_TEXT) return false;
  place->at = vn_dict_place(dict, value->text);
  place->exact = vn_dict_find(dict, value->text) >= 0;
  return true;
}

static bool place_date(const VnValue *value, Place *place) {
  int32_t days;
  if (value->kind != VN_IS_TEXT) return false;
  if (!vn_date_from_text(value->text, strlen(value->text), &days)) return false;
  *place = (Place){days, true};
  return true;
}

static bool find_place(const VnColumn *column, const VnValue *value,
                       Place *place) {
  switch (column->type) {
    case VN_INTEGER: return place_integer(value, place);
    case VN_TEXT: return place_text(column->dict, value, place);
    case VN_DATE: return place_date(value, place);
    case VN_LOGICAL:
      *place = (Place){value->logical, true};
      return value->kind == VN_IS_LOGICAL;
    case VN_NUMBER: break;
  }
  return false;
}

static bool range_of_numbers(const VnCondition *condition, Meaning *m) {
  double x, y = 0;
  m->low = -INFINITY, m->high = INFINITY;
  if (!number_of(&condition->values[0], &x)) return false;
  switch (condition->kind) {
    case VN_BELOW: m->high = nextafter(x, -INFINITY); break;
    case VN_AT_MOST: m->high = x; break;
    case VN_ABOVE: m->low = nextafter(x, INFINITY); break;
    case VN_AT_LEAST: m->low = x; break;
    default:
      if (!number_of(&condition->values[1], &y)) return false;
      m->low = x, m->high = y;
  }
  return true;
}

static void no_more_than(Meaning *m, Place place, bool itself) {
  m->last = place.exact && itself ? place.at : place.at - 1;
}

static void no_less_than(Meaning *m, Place place, bool itself) {
  bool next = place.exact && !itself;
  if (next && place.at == INT64_MAX) m->last = INT64_MIN;
  else m->first = place.at + next;
}

static bool range_of_codes(const VnColumn *column, const VnCondition *condition,
                           Meaning *m) {
  Place a, b;
  m->first = LEAST, m->last = INT64_MAX;
  if (column->type == VN_LOGICAL) return false;
  if (!find_place(column, &condition->values[0], &a)) return false;
  switch (condition->kind) {
    case VN_BELOW: no_more_than(m, a, false); break;
    case VN_AT_MOST: no_more_than(m, a, true); break;
    case VN_ABOVE: no_less_than(m, a, false); break;
    case VN_AT_LEAST: no_less_than(m, a, true); break;
    default:
      if (!find_place(column, &condition->values[1], &b)) return false;
      no_less_than(m, a, true);
      no_more_than(m, b, true);
  }
  return true;
}

static int by_number(const void *a, const void *b) {
  double x = *(const double *)a, y = *(const double *)b;
  return (x > y) - (x < y);
}

static int by_code(const void *a, const void *b) {
  int64_t x = *(const int64_t *)a, y = *(const int64_t *)b;
  return (x > y) - (x < y);
}

// Adds one wanted value; one that no cell can have is left out.
static bool want(const VnColumn *column, const VnValue *value, Meaning *m) {
  Place place;
  if (value->kind == VN_IS_MISSING) {
    m->missing = true;
    return true;
  }
  if (column->type == VN_NUMBER) return number_of(value, &m->numbers[m->n++]);
  if (!find_place(column, value, &place)) return false;
  if (place.exact) m->codes[m->n++] = place.at;
  return true;
}

static bool has_values(const VnColumn *column) {
  for (size_t i = 0; i < column->n; i++) {
    if (!vn_column_missing(column, i)) return true;
  }
  return false;
}

static bool comparable(const VnColumn *column, const VnValue *value) {
  double x;
  Place place;
  if (value->kind == VN_IS_MISSING) return true;
  if (column->type == VN_NUMBER) return number_of(value, &x);
  return find_place(column, value, &place);
}

// A column without values has no type worth an error: nothing is found.
static bool refuse(const VnCondition *condition, const VnColumn *column,
                   Meaning *m, VnErr *err) {
  size_t k = 0, last = condition->n_values - 1;
  const VnValue *values = condition->values;
  m->is_range = true, m->first = m->last = INT64_MIN;
  m->low = 1, m->high = 0;
  if (!has_values(column)) return true;
  while (k < last && comparable(column, &values[k])) k++;
  return cannot_compare(condition->column, column, &values[k], err);
}

static bool understand_wanted(const VnCondition *condition,
                              const VnColumn *column, Meaning *m, VnErr *err) {
  m->numbers = vn_alloc(condition->n_values, sizeof *m->numbers);
  m->codes = vn_alloc(condition->n_values, sizeof *m->codes);
  if (!m->numbers || !m->codes) return vn_fail_memory(err, "filtering");
  for (size_t k = 0; k < condition->n_values; k++) {
    if (!want(column, &condition->values[k], m)) {
      return refuse(condition, column, m, err);
    }
  }
  qsort(m->numbers, column->type == VN_NUMBER ? m->n : 0, sizeof *m->numbers,
        by_number);
  qsort(m->codes, column->type == VN_NUMBER ? 0 : m->n, sizeof *m->codes,
        by_code);
  return true;
}

static bool understand(const VnCondition *condition, const VnColumn *column,
                       Meaning *m, VnErr *err) {
  if (condition->kind == VN_ONE_OF) {
    return understand_wanted(condition, column, m, err);
  }
  m->is_range = true;
  bool understood = column->type == VN_NUMBER
                        ? range_of_numbers(condition, m)
                        : range_of_codes(column, condition, m);
  return understood || refuse(condition, column, m, err);
}

static int64_t code_of(const VnColumn *column, size_t row) {
  if (vn_column_missing(column, row)) return INT64_MIN;
  switch (column->type) {
    case VN_INTEGER: return column->integer[row];
    case VN_TEXT: return column->text[row];
    case VN_DATE: return column->date[row];
    case VN_LOGICAL: return column->logical[row];
    case VN_NUMBER: break;
  }
  return INT64_MIN;
}

static bool number_holds(const Meaning *m, double x) {
  if (isnan(x)) return m->missing;
  if (m->is_range) return x >= m->low && x <= m->high;
  return bsearch(&x, m->numbers, m->n, sizeof x, by_number) != NULL;
}

static bool code_holds(const Meaning *m, int64_t code) {
  if (code == INT64_MIN) return m->missing;
  if (m->is_range) return code >= m->first && code <= m->last;
  return bsearch(&code, m->codes, m->n, sizeof code, by_code) != NULL;
}

// Keeps, of the n rows listed, those that satisfy the condition.
static bool narrow(const VnColumn *column, const Meaning *m, VnRow *rows,
                   size_t *n, VnErr *err) {
  size_t kept = 0;
  for (size_t i = 0; i < *n; i++) {
    if ((i & VN_STOP_EVERY) == 0 && vn_stopped(err)) return false;
    bool holds = column->type == VN_NUMBER
                     ? number_holds(m, column->number[rows[i]])
                     : code_holds(m, code_of(column, rows[i]));
    if (holds) rows[kept++] = rows[i];
  }
  *n = kept;
  return true;
}

static bool apply(const VnFrame *frame, const VnCondition *condition,
                  VnRow *rows, size_t *n, VnErr *err) {
  Meaning m = {0};
  const VnColumn *column = vn_frame_column(frame, condition->column, err);
  bool done = column && understand(condition, column, &m, err) &&
              narrow(column, &m, rows, n, err);
  vn_free(m.numbers);
  vn_free(m.codes);
  return done;
}

VnRow *vn_where_rows(const VnFrame *frame, const VnCondition *conditions,
                     size_t n_conditions, size_t *n_found, VnErr *err) {
  size_t n = frame->n_rows, k = 0;
  VnRow *rows = vn_alloc(n, sizeof *rows);
  if (!rows) {
    vn_fail_memory(err, "filtering");
    return NULL;
  }
  for (size_t i = 0; i < n; i++) rows[i] = (VnRow)i;
  while (k < n_conditions && apply(frame, &conditions[k], rows, &n, err)) k++;
  *n_found = n;
  if (k == n_conditions) return rows;
  vn_free(rows);
  return NULL;
}

VnFrame *vn_where(const VnFrame *frame, const VnCondition *conditions,
                  size_t n_conditions, VnErr *err) {
  size_t n = 0;
  VnRow *rows = vn_where_rows(frame, conditions, n_conditions, &n, err);
  VnFrame *found = rows ? vn_take(frame, rows, n, err) : NULL;
  vn_free(rows);
  return found;
}
