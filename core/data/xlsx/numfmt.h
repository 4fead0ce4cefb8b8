// How a spreadsheet shows its numbers: which formats make a number a day or
// a time, and what day or time that is.
#ifndef VN_NUMFMT_H
#define VN_NUMFMT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef enum {
  VN_SHOWS_NUMBER,
  VN_SHOWS_DAY,     // yyyy-mm-dd, also with a time behind it
  VN_SHOWS_CLOCK,   // hh:mm
  VN_SHOWS_ELAPSED  // [h]:mm, hours beyond 24
} VnShows;

VnShows vn_numfmt_builtin(long id);
VnShows vn_numfmt_parse(const char *code);

// Days are counted from 1899-12-31 = 0, with a 29 February 1900 that never
// was, or from 1904-01-01 = 0. False when the number is no day until 9999.
bool vn_serial_to_day(double serial, bool from_1904, int32_t *days);

#define VN_CLOCK_TEXT 40

// "2014-12-31 13:45:00" or, when `elapsed` or below 1, "13:45:00"; thousandths
// where there are any. False when the number is no such moment.
bool vn_serial_to_text(double serial, bool from_1904, bool elapsed,
                       char text[VN_CLOCK_TEXT]);

#endif
