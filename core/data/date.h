// Days since 1970-01-01 in the proleptic Gregorian calendar.
#ifndef VN_DATE_H
#define VN_DATE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define VN_DATE_TEXT 16  // room for "2014-12-31" and its NUL

bool vn_date_from_civil(int year, int month, int day, int32_t *days);
void vn_date_to_text(int32_t days, char text[VN_DATE_TEXT]);

// "2014-12-31"; false when the text is no such day.
bool vn_date_from_text(const char *text, size_t length, int32_t *days);

#endif
