#include "data/date.h"

#include <stdio.h>

static bool leap(int year) {
  return (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
}

static int days_in(int year, int month) {
  static const int days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  return month == 2 && leap(year) ? 29 : days[month - 1];
}

// Years are counted from March, so that the leap day comes last; 719468 days
// lie between 0000-03-01 and 1970-01-01.
bool vn_date_from_civil(int year, int month, int day, int32_t *days) {
  if (year < 1 || year > 9999 || month < 1 || month > 12) return false;
  if (day < 1 || day > days_in(year, month)) return false;
  int y = month <= 2 ? year - 1 : year;
  int months = (month + 9) % 12;
  int day_of_year = (153 * months + 2) / 5 + day - 1;
  *days = y * 365 + y / 4 - y / 100 + y / 400 + day_of_year - 719468;
  return true;
}

void vn_date_to_text(int32_t days, char text[VN_DATE_TEXT]) {
  int64_t z = (int64_t)days + 719468;
  int64_t era = (z >= 0 ? z : z - 146096) / 146097;
  int64_t of_era = z - era * 146097;
  int64_t year =
      (of_era - of_era / 1460 + of_era / 36524 - of_era / 146096) / 365;
  int64_t of_year = of_era - (365 * year + year / 4 - year / 100);
  int64_t month = (5 * of_year + 2) / 153;
  int64_t day = of_year - (153 * month + 2) / 5 + 1;
  month = month < 10 ? month + 3 : month - 9;
  year += era * 400 + (month <= 2);
  snprintf(text, VN_DATE_TEXT, "%04d-%02d-%02d", (int)year % 10000,
           (int)month % 100, (int)day % 100);
}

static bool digits(const char *text, int n, int *value) {
  *value = 0;
  for (int i = 0; i < n; i++) {
    if (text[i] < '0' || text[i] > '9') return false;
    *value = *value * 10 + (text[i] - '0');
  }
  return true;
}

bool vn_date_from_text(const char *text, size_t length, int32_t *days) {
  int year, month, day;
  return length == 10 && text[4] == '-' && text[7] == '-' &&
         digits(text, 4, &year) && digits(text + 5, 2, &month) &&
         digits(text + 8, 2, &day) &&
         vn_date_from_civil(year, month, day, days);
}
