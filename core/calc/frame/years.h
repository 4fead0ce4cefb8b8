// Years as the cells of a table write them.
#ifndef VN_YEARS_H
#define VN_YEARS_H

#include "data/csv/digits.h"
#include "data/piece.h"
#include "data/tally.h"

// The digits of a year as a number; VN_YEARS for anything else.
static inline unsigned vn_four_digits(VnPiece cell) {
  int64_t year;
  bool good = cell.n == 4 && vn_digits(cell.bytes, 4, &year);
  return good ? (unsigned)year : VN_YEARS;
}

// A year of at most four digits, or the year of a date; false: it is none.
bool vn_read_year(VnPiece cell, int *year);

#endif
