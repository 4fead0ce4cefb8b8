// What the cells of a column show together: its decimal mark, its type.
#ifndef VN_SEEN_H
#define VN_SEEN_H

#include "data/cell.h"
#include "data/frame.h"

enum {
  VN_SEEN_NUMERIC = VN_SEEN_INTEGER | VN_SEEN_BIG | VN_SEEN_EXPONENT |
                    VN_SEEN_POINT | VN_SEEN_COMMA | VN_SEEN_POINT3 |
                    VN_SEEN_COMMA3,
  VN_SEEN_DAYS =
      VN_SEEN_DAY | VN_SEEN_DAY_FIRST | VN_SEEN_MONTH_FIRST | VN_SEEN_EITHER,
  VN_SEEN_SOFT =
      VN_SEEN_NA | VN_SEEN_BLANK,  // missing unless the column is text
  VN_SEEN_TEXTUAL = VN_SEEN_TEXT | VN_SEEN_CODE
};

// '.' or ',' as the cells show, 0 when they leave it open.
char vn_seen_decimal(unsigned seen, char told);

// The narrowest type that has them all.
VnType vn_seen_type(unsigned seen, char decimal);

// Whether this is text only as long as no other cell is seen.
bool vn_seen_open(unsigned seen);

#endif
