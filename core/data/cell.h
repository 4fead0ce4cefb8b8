// What the text of one cell may be: a number as people in several countries
// write it, a date, a truth value, or just text.
#ifndef VN_CELL_H
#define VN_CELL_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

// A bit for each thing a cell shows about its column.
enum {
  VN_SEEN_INTEGER = 1 << 0,       // 12  1 234
  VN_SEEN_BIG = 1 << 1,           // beyond what a double can hold
  VN_SEEN_EXPONENT = 1 << 2,      // 1e5
  VN_SEEN_POINT = 1 << 3,         // decimal point: 12.5  1,234.5  1,234,567
  VN_SEEN_COMMA = 1 << 4,         // decimal comma: 12,5  1.234,5  1.234.567
  VN_SEEN_POINT3 = 1 << 5,        // 1.234: either
  VN_SEEN_COMMA3 = 1 << 6,        // 1,234: either
  VN_SEEN_FRACTION = 1 << 7,      // of those with a certain decimal mark
  VN_SEEN_PERCENT = 1 << 8,       // 12,5 %
  VN_SEEN_PLAIN = 1 << 9,         // a number without a percent sign
  VN_SEEN_DAY = 1 << 10,          // 2014-12-31  31.12.2014
  VN_SEEN_DAY_FIRST = 1 << 11,    // 31/12/2014
  VN_SEEN_MONTH_FIRST = 1 << 12,  // 12/31/2014
  VN_SEEN_EITHER = 1 << 13,       // 01/02/2014
  VN_SEEN_LOGICAL = 1 << 14,      // TRUE  wahr  VRAI
  VN_SEEN_NAN = 1 << 15,          // NaN  Inf
  VN_SEEN_NA = 1 << 16,           // NA: missing among numbers, text among texts
  VN_SEEN_BLANK = 1 << 17,        // "": missing among numbers, text among texts
  VN_SEEN_CODE = 1 << 18,         // digits that a number would lose: 0012
  VN_SEEN_TEXT = 1 << 19,
  VN_SEEN_KINDS = 20
};

// How marks are to be understood; 0: as the cell itself shows.
typedef struct {
  char decimal;  // '.' or ','
  char dates;    // 'd' or 'm': what 01/02/2014 begins with
} VnMarks;

// The bits of the cell; it is not empty.
unsigned vn_cell_look(const char *bytes, size_t n, VnMarks marks);

// Each reads the whole cell and is false when it is no such thing. Numbers
// need marks.decimal, and a leading zero is refused unless `told`; `seen` gets
// the bits the cell would show unasked. 12,5 % is 0.125.
bool vn_cell_number(const char *bytes, size_t n, VnMarks marks, bool told,
                    double *value, unsigned *seen);
bool vn_cell_integer(const char *bytes, size_t n, VnMarks marks, bool told,
                     int64_t *value, unsigned *seen);

// The plainest numbers only, digits with at most one decimal mark, but fast.
bool vn_cell_plain(const char *bytes, size_t n, char decimal, double *value,
                   unsigned *seen);

bool vn_cell_date(const char *bytes, size_t n, VnMarks marks, int32_t *days);
bool vn_cell_logical(const char *bytes, size_t n, int8_t *value);

#endif
