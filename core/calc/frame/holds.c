#include "calc/frame/holds.h"

#include <string.h>

#include "data/cell.h"

// How the cell compares with the value: below 0, 0, above. False: it does not.
typedef struct {
  bool can;
  int order;
} Comparison;

static Comparison by_number(VnPiece cell, double value) {
  double number;
  unsigned seen;
  VnMarks marks = {.decimal = '.'};
  bool is_number =
      vn_cell_plain(cell.bytes, cell.n, '.', &number, &seen) ||
      vn_cell_number(cell.bytes, cell.n, marks, false, &number, &seen);
  return (Comparison){is_number, (number > value) - (number < value)};
}

static Comparison by_text(VnPiece cell, const char *value) {
  size_t n = strlen(value);
  int order = memcmp(cell.bytes, value, n < cell.n ? n : cell.n);
  return (Comparison){true, order ? order : (cell.n > n) - (cell.n < n)};
}

static Comparison compare(VnPiece cell, const VnValue *value) {
  int8_t logical;
  if (cell.n == 0) return (Comparison){value->kind == VN_IS_MISSING, 0};
  switch (value->kind) {
    case VN_IS_INTEGER: return by_number(cell, (double)value->integer);
    case VN_IS_NUMBER: return by_number(cell, value->number);
    case VN_IS_TEXT: return by_text(cell, value->text);
    case VN_IS_LOGICAL:
      return (Comparison){vn_cell_logical(cell.bytes, cell.n, &logical),
                          logical - value->logical};
    case VN_IS_MISSING: break;
  }
  return (Comparison){false, 0};
}

static bool is_one_of(const VnCondition *condition, VnPiece cell) {
  for (size_t k = 0; k < condition->n_values; k++) {
    Comparison c = compare(cell, &condition->values[k]);
    if (c.can && c.order == 0) return true;
  }
  return false;
}

bool vn_holds(const VnCondition *condition, VnPiece cell) {
  if (condition->kind == VN_ONE_OF) return is_one_of(condition, cell);
  if (cell.n == 0) return false;
  Comparison c = compare(cell, &condition->values[0]);
  if (!c.can) return false;
  switch (condition->kind) {
    case VN_BELOW: return c.order < 0;
    case VN_ABOVE: return c.order > 0;
    case VN_AT_LEAST: return c.order >= 0;
    case VN_AT_MOST: return c.order <= 0;
    default: break;
  }
  Comparison d = compare(cell, &condition->values[1]);
  return c.order >= 0 && d.can && d.order <= 0;
}
