#include "data/xlsx/numfmt.h"

#include <ctype.h>
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "data/date.h"

#define DAY_MS INT64_C(86400000)

// Source: ECMA-376 part 1, 18.8.30, with the East Asian ids 27-36 and 50-58.
VnShows vn_numfmt_builtin(long id) {
  if ((id >= 14 && id <= 17) || id == 22) return VN_SHOWS_DAY;
  if ((id >= 27 && id <= 31) || id == 36) return VN_SHOWS_DAY;
  if (id >= 50 && id <= 58) return VN_SHOWS_DAY;
  if ((id >= 18 && id <= 21) || (id >= 32 && id <= 35)) return VN_SHOWS_CLOCK;
  if (id == 45 || id == 47) return VN_SHOWS_CLOCK;
  return id == 46 ? VN_SHOWS_ELAPSED : VN_SHOWS_NUMBER;
}

// The place behind a quoted text or an escaped letter that begins here.
static const char *skip_literal(const char *code) {
  if (*code == '"') {
    const char *end = strchr(code + 1, '"');
    return end ? end + 1 : code + strlen(code);
  }
  return code[1] ? code + 2 : code + 1;  // \x _x *x
}

// [h], [mm], [ss] count elapsed time; [Red], [$-409], [>5] say other things.
static bool is_elapsed(const char *code) {
  char unit = (char)tolower((unsigned char)code[1]);
  if (unit != 'h' && unit != 'm' && unit != 's') return false;
  size_t n = strspn(code + 1, "hHmMsS");
  return code[1 + n] == ']';
}

static const char *skip_bracket(const char *code) {
  const char *end = strchr(code, ']');
  return end ? end + 1 : code + strlen(code);
}

VnShows vn_numfmt_parse(const char *code) {
  bool day = false, month = false, clock = false;
  if (strncasecmp(code, "general", 7) == 0) return VN_SHOWS_NUMBER;
  while (*code && *code != ';') {
    switch (tolower((unsigned char)*code)) {
      case '"':
      case '\\':
      case '_':
      case '*': code = skip_literal(code); continue;
      case '[':
        if (is_elapsed(code)) return VN_SHOWS_ELAPSED;
        code = skip_bracket(code);
        continue;
      case 'y':
      case 'd': day = true; break;
      case 'm': month = true; break;
      case 'h':
      case 's': clock = true; break;
      default: break;
    }
    code++;
  }
  if (day || (month && !clock)) return VN_SHOWS_DAY;
  return clock ? VN_SHOWS_CLOCK : VN_SHOWS_NUMBER;
}

// 25569 days lie between 1899-12-30 and 1970-01-01, 24107 from 1904-01-01.
// Before 1900-03-01 the false leap day has not yet been counted.
bool vn_serial_to_day(double serial, bool from_1904, int32_t *days) {
  double whole = floor(serial);
  if (from_1904) {
    if (!(whole >= 0 && whole <= 2957003)) return false;
    *days = (int32_t)whole - 24107;
    return true;
  }
  if (!(whole >= 1 && whole <= 2958465) || whole == 60) return false;
  *days = (int32_t)whole - (whole < 60 ? 25568 : 25569);
  return true;
}

static int write_clock(int64_t ms, char *text, size_t size) {
  int64_t seconds = ms / 1000;
  int n =
      snprintf(text, size, "%02lld:%02lld:%02lld", (long long)(seconds / 3600),
               (long long)(seconds / 60 % 60), (long long)(seconds % 60));
  if (ms % 1000 == 0) return n;
  return snprintf(text + n, size - (size_t)n, ".%03lld",
                  (long long)(ms % 1000));
}

bool vn_serial_to_text(double serial, bool from_1904, bool elapsed,
                       char text[VN_CLOCK_TEXT]) {
  if (!(serial >= 0 && serial < 2958466)) return false;
  int64_t ms = llround(serial * (double)DAY_MS);
  if (elapsed || ms < DAY_MS) {
    write_clock(ms, text, VN_CLOCK_TEXT);
    return true;
  }
  int32_t days;
  int64_t whole = ms / DAY_MS;
  if (!vn_serial_to_day((double)whole, from_1904, &days)) return false;
  vn_date_to_text(days, text);
  text[10] = ' ';
  write_clock(ms % DAY_MS, text + 11, VN_CLOCK_TEXT - 11);
  return true;
}
