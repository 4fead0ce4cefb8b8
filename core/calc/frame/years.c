#include "calc/frame/years.h"

#include "data/cell.h"
#include "data/date.h"
#include "data/csv/digits.h"

static bool year_of_date(VnPiece cell, int *year) {
  int32_t days;
  char text[VN_DATE_TEXT];
  int64_t first;
  if (!vn_cell_date(cell.bytes, cell.n, (VnMarks){0}, &days)) return false;
  vn_date_to_text(days, text);
  if (!vn_digits(text, 4, &first)) return false;
  *year = (int)first;
  return true;
}

bool vn_read_year(VnPiece cell, int *year) {
  int64_t whole;
  double number;
  unsigned seen;
  if (vn_digits(cell.bytes, cell.n, &whole)) {
    *year = (int)whole;
    return whole <= 9999;
  }
  if (vn_cell_plain(cell.bytes, cell.n, '.', &number, &seen)) {
    *year = number >= 0 && number <= 9999 ? (int)number : -1;
    return *year == number;
  }
  return year_of_date(cell, year);
}
