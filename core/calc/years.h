// Years as the cells of a table write them.
#ifndef VN_YEARS_H
#define VN_YEARS_H

#include "data/piece.h"
#include "data/tally.h"

// The digits of a year as a number; VN_YEARS for anything else.
static inline unsigned vn_four_digits(VnPiece cell) {
  if (cell.n != 4 || *cell.bytes == '0') return VN_YEARS;
  unsigned year = 0;
  for (size_t i = 0; i < 4; i++) {
    unsigned digit = (unsigned)(unsigned char)cell.bytes[i] - '0';
    if (digit > 9) return VN_YEARS;
    year = year * 10 + digit;
  }
  return year;
}

// A year of at most four digits, or the year of a date; false: it is none.
bool vn_read_year(VnPiece cell, int *year);

#endif
