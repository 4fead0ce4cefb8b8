#include "data/cell.h"

#include <math.h>
#include <string.h>
#include <strings.h>

#include "data/date.h"
#include "data/number.h"

#define MOST_DIGITS 128
#define MOST_RUNS 48

// A number taken apart: 1.234,5 has the runs 1, 234 and 5 with the marks '.'
// and ',' in front of the second and third; blanks and apostrophes between
// digits are the mark ' '.
typedef struct {
  char digits[MOST_DIGITS];
  size_t n_digits;
  struct {
    char mark;
    size_t n;
  } runs[MOST_RUNS];
  size_t n_runs;
  long exponent;
  bool negative, has_exponent, percent;
} Parts;

static bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

static bool starts(const char *at, const char *end, const char *with) {
  size_t n = strlen(with);
  return (size_t)(end - at) >= n && memcmp(at, with, n) == 0;
}

// The mark at this place and its length: blank, apostrophe, or one of the
// no-break, figure, thin and narrow blanks and the curly apostrophe.
static char mark_at(const char *at, const char *end, size_t *length) {
  static const char *const wide[] = {"\u00a0", "\u2007", "\u2009", "\u202f",
                                     "\u2019"};
  *length = 1;
  if (*at == '.' || *at == ',') return *at;
  if (*at == ' ' || *at == '\'') return ' ';
  if (!((unsigned char)*at & 0x80)) return 0;
  for (size_t i = 0; i < sizeof wide / sizeof *wide; i++) {
    *length = strlen(wide[i]);
    if (starts(at, end, wide[i])) return ' ';
  }
  return 0;
}

static bool take_digits(Parts *p, const char **at, const char *end, char mark) {
  if (p->n_runs == MOST_RUNS) return false;
  size_t before = p->n_digits;
  for (; *at < end && is_digit(**at); ++*at) {
    if (p->n_digits == MOST_DIGITS) return false;
    p->digits[p->n_digits++] = **at;
  }
  p->runs[p->n_runs].mark = mark;
  p->runs[p->n_runs++].n = p->n_digits - before;
  return true;
}

static bool take_sign(const char **at, const char *end, bool *negative) {
  *negative = starts(*at, end, "-") || starts(*at, end, "\u2212");
  if (starts(*at, end, "\u2212")) *at += strlen("\u2212");
  else if (*at < end && (**at == '-' || **at == '+')) ++*at;
  return *at < end;
}

// A capital E needs a point or a signed exponent: 12E4 is a code.
static bool take_exponent(Parts *p, const char **at, const char *end) {
  if (*at == end || (**at != 'e' && **at != 'E')) return true;
  bool capital = **at == 'E', negative = false;
  ++*at;
  bool sign = *at < end && (**at == '-' || **at == '+');
  if (capital && !sign && p->n_runs == 1) return false;
  if (sign) negative = *(*at)++ == '-';
  const char *first = *at;
  for (; *at < end && is_digit(**at) && *at - first < 6; ++*at) {
    p->exponent = p->exponent * 10 + (**at - '0');
  }
  if (negative) p->exponent = -p->exponent;
  p->has_exponent = true;
  return *at > first;
}

static void take_percent(Parts *p, const char **at, const char *end) {
  const char *sign = *at;
  size_t length = 0;
  if (sign < end && mark_at(sign, end, &length) == ' ') sign += length;
  if (!starts(sign, end, "%")) return;
  p->percent = true;
  *at = sign + 1;
}

static bool take_apart(const char *bytes, size_t n, Parts *p) {
  const char *at = bytes, *end = bytes + n;
  p->n_digits = p->n_runs = 0;
  p->exponent = 0;
  p->has_exponent = p->percent = false;
  if (n == 0 || !take_sign(&at, end, &p->negative)) return false;
  if (!take_digits(p, &at, end, 0)) return false;
  while (at < end) {
    size_t length;
    char mark = mark_at(at, end, &length);
    if (!mark || (mark == ' ' && !(at + length < end && is_digit(at[length]))))
      break;
    at += length;
    if (!take_digits(p, &at, end, mark)) return false;
  }
  if (!take_exponent(p, &at, end)) return false;
  take_percent(p, &at, end);
  return at == end && p->n_digits > 0;
}

// How many digits stand behind the decimal mark.
static size_t n_places(const Parts *p, char decimal) {
  size_t last = p->n_runs - 1;
  return last > 0 && p->runs[last].mark == decimal ? p->runs[last].n : 0;
}

static bool has_mark(const Parts *p, char mark) {
  for (size_t i = 1; i < p->n_runs; i++) {
    if (p->runs[i].mark == mark) return true;
  }
  return false;
}

// Whether the marks make sense when this one is the decimal mark: groups of
// three with one other mark, and the decimal mark at most once, last.
static bool fits(const Parts *p, char decimal) {
  size_t n = p->n_runs;
  bool fraction = n > 1 && p->runs[n - 1].mark == decimal;
  size_t n_whole = fraction ? n - 1 : n;
  if (fraction && decimal == ',' && p->runs[n - 1].n == 0) return false;
  if (p->has_exponent && (n_whole > 1 || p->percent)) return false;
  if (n_whole == 1) return true;
  if (p->runs[0].n < 1 || p->runs[0].n > 3 || p->digits[0] == '0') return false;
  for (size_t i = 1; i < n_whole; i++) {
    if (p->runs[i].mark == decimal || p->runs[i].n != 3) return false;
    if (p->runs[i].mark != p->runs[1].mark) return false;
  }
  return true;
}

static bool as_integer(const Parts *p, size_t n, int64_t *value) {
  uint64_t whole = 0;
  if (n > 19) return false;
  for (size_t i = 0; i < n; i++) {
    whole = whole * 10 + (uint64_t)(p->digits[i] - '0');
  }
  if (whole > INT64_MAX) return false;
  *value = p->negative ? -(int64_t)whole : (int64_t)whole;
  return true;
}

static bool is_exact(int64_t whole) {
  double value = (double)whole;
  return fabs(value) < 9e18 && (int64_t)value == whole;
}

static bool leads_with_zero(const Parts *p, char decimal) {
  return p->digits[0] == '0' && p->n_digits - n_places(p, decimal) > 1;
}

// What a double, or even an integer, would lose of the digits in front of the
// decimal mark.
static unsigned size_of(const Parts *p, char decimal) {
  int64_t whole;
  if (leads_with_zero(p, decimal)) return VN_SEEN_CODE;
  if (!as_integer(p, p->n_digits - n_places(p, decimal), &whole)) {
    return VN_SEEN_CODE;
  }
  return is_exact(whole) ? 0 : VN_SEEN_BIG;
}

static unsigned look_at_marks(const Parts *p, char decimal, bool either) {
  size_t last = p->n_runs - 1;
  if (!has_mark(p, '.') && !has_mark(p, ',')) {
    return p->has_exponent ? 0 : VN_SEEN_INTEGER;
  }
  if (either) return decimal == '.' ? VN_SEEN_POINT3 : VN_SEEN_COMMA3;
  unsigned fraction = p->runs[last].mark == decimal ? VN_SEEN_FRACTION : 0;
  return fraction | (decimal == '.' ? VN_SEEN_POINT : VN_SEEN_COMMA);
}

// 1,234 and 1.234 fit both ways and are told apart by their own mark.
static unsigned look_at_number(const Parts *p, char told) {
  bool point = told != ',' && fits(p, '.'), comma = told != '.' && fits(p, ',');
  if (!point && !comma) return VN_SEEN_TEXT;
  bool either = point && comma;
  char decimal = (either ? has_mark(p, ',') : comma) ? ',' : '.';
  unsigned size = size_of(p, decimal);
  if (size == VN_SEEN_CODE) return size;
  return size | look_at_marks(p, decimal, either) |
         (p->has_exponent ? VN_SEEN_EXPONENT : 0) |
         (p->percent ? VN_SEEN_PERCENT : VN_SEEN_PLAIN);
}

bool vn_cell_number(const char *bytes, size_t n, VnMarks marks, bool told,
                    double *value, unsigned *seen) {
  Parts p;
  if (!take_apart(bytes, n, &p) || !fits(&p, marks.decimal)) return false;
  if (!told && size_of(&p, marks.decimal)) return false;
  long exponent = p.exponent - (long)n_places(&p, marks.decimal);
  if (p.percent) exponent -= 2;
  if (!vn_number_from_digits(p.digits, p.n_digits, exponent, value)) {
    return false;
  }
  if (p.negative) *value = -*value;
  *seen = look_at_number(&p, 0);
  return true;
}

bool vn_cell_integer(const char *bytes, size_t n, VnMarks marks, bool told,
                     int64_t *value, unsigned *seen) {
  Parts p;
  if (!take_apart(bytes, n, &p) || !fits(&p, marks.decimal)) return false;
  if (p.percent || p.has_exponent) return false;
  if (p.runs[p.n_runs - 1].mark == marks.decimal) return false;
  if (!told && leads_with_zero(&p, marks.decimal)) return false;
  *seen = look_at_number(&p, 0);
  return as_integer(&p, p.n_digits, value);
}

static unsigned look_at_places(char decimal, size_t n_whole, size_t n_places,
                               char first) {
  if (n_places == 0) return VN_SEEN_PLAIN | VN_SEEN_INTEGER;
  bool point = decimal == '.';
  if (n_places == 3 && n_whole <= 3 && first != '0') {
    return VN_SEEN_PLAIN | (point ? VN_SEEN_POINT3 : VN_SEEN_COMMA3);
  }
  return VN_SEEN_PLAIN | VN_SEEN_FRACTION |
         (point ? VN_SEEN_POINT : VN_SEEN_COMMA);
}

bool vn_cell_plain(const char *bytes, size_t n, char decimal, double *value,
                   unsigned *seen) {
  bool negative = n > 0 && *bytes == '-';
  if (negative) bytes++, n--;
  size_t mark = n;
  uint64_t digits = 0;
  if (n == 0 || n > 16) return false;
  for (size_t i = 0; i < n; i++) {
    unsigned digit = (unsigned)(unsigned char)bytes[i] - '0';
    if (digit < 10) digits = digits * 10 + digit;
    else if (bytes[i] == decimal && mark == n) mark = i;
    else return false;
  }
  size_t places = mark < n ? n - mark - 1 : 0;
  if (mark == 0 || mark == n - 1 || (mark > 1 && *bytes == '0')) return false;
  if (!vn_number_from_places(digits, places, value)) return false;
  if (negative) *value = -*value;
  *seen = look_at_places(decimal, mark, places, *bytes);
  return true;
}


// ---- dates ----

// Three numbers with one mark between them.
typedef struct {
  int numbers[3];
  size_t widths[3];
  char mark;
} DateParts;

static bool take_date_apart(const char *bytes, size_t n, DateParts *d) {
  *d = (DateParts){0};
  size_t part = 0;
  if (n < 8 || n > 10) return false;
  for (size_t i = 0; i < n; i++) {
    if (bytes[i] == '\0') return false;
    if (is_digit(bytes[i])) {
      d->numbers[part] = d->numbers[part] * 10 + (bytes[i] - '0');
      if (++d->widths[part] > 4) return false;
    } else {
      if (!strchr("-/.", bytes[i]) || (part > 0 && bytes[i] != d->mark)) {
        return false;
      }
      d->mark = bytes[i];
      if (++part == 3) return false;
    }
  }
  return part == 2 && d->widths[0] > 0 && d->widths[1] > 0;
}

static bool year_first(const DateParts *d) {
  return d->widths[0] == 4 && d->widths[1] == 2 && d->widths[2] == 2;
}

static bool year_last(const DateParts *d) {
  return d->widths[2] == 4 && d->widths[0] <= 2 && d->widths[1] <= 2;
}

static bool is_day(const DateParts *d, int year, int month, int day) {
  int32_t days;
  return vn_date_from_civil(d->numbers[year], d->numbers[month],
                            d->numbers[day], &days);
}

static unsigned look_at_date(const DateParts *d, char told) {
  if (year_first(d)) return is_day(d, 0, 1, 2) ? VN_SEEN_DAY : VN_SEEN_TEXT;
  if (!year_last(d)) return VN_SEEN_TEXT;
  bool by_day = is_day(d, 2, 1, 0), by_month = is_day(d, 2, 0, 1);
  if (d->mark == '.' || told == 'd') return by_day ? VN_SEEN_DAY : VN_SEEN_TEXT;
  if (told == 'm') return by_month ? VN_SEEN_DAY : VN_SEEN_TEXT;
  if (by_day && by_month) return VN_SEEN_EITHER;
  if (by_day) return VN_SEEN_DAY_FIRST;
  return by_month ? VN_SEEN_MONTH_FIRST : VN_SEEN_TEXT;
}

bool vn_cell_date(const char *bytes, size_t n, VnMarks marks, int32_t *days) {
  DateParts d;
  if (!take_date_apart(bytes, n, &d)) return false;
  const int *number = d.numbers;
  if (year_first(&d)) {
    return vn_date_from_civil(number[0], number[1], number[2], days);
  }
  if (!year_last(&d)) return false;
  if (d.mark == '.' || marks.dates == 'd') {
    return vn_date_from_civil(number[2], number[1], number[0], days);
  }
  return marks.dates == 'm' &&
         vn_date_from_civil(number[2], number[0], number[1], days);
}


// ---- words ----

static bool is_one_of(const char *bytes, size_t n, const char *const *words) {
  for (; *words; words++) {
    if ((*bytes | 0x20) != **words) continue;  // most cells differ here
    if (strlen(*words) == n && strncasecmp(bytes, *words, n) == 0) return true;
  }
  return false;
}

bool vn_cell_logical(const char *bytes, size_t n, int8_t *value) {
  static const char *const yes[] = {"true", "wahr",      "vrai", "vero",
                                    "waar", "verdadero", NULL};
  static const char *const no[] = {"false", "falsch", "faux",
                                   "falso", "onwaar", NULL};
  *value = is_one_of(bytes, n, yes) ? 1 : 0;
  return *value || is_one_of(bytes, n, no);
}

static unsigned look_at_word(const char *bytes, size_t n) {
  static const char *const not_finite[] = {"nan", "inf", "infinity", NULL};
  int8_t value;
  if (n == 2 && bytes[0] == 'N' && bytes[1] == 'A') return VN_SEEN_NA;
  if (vn_cell_logical(bytes, n, &value)) return VN_SEEN_LOGICAL;
  if (n > 1 && (*bytes == '-' || *bytes == '+')) bytes++, n--;
  return is_one_of(bytes, n, not_finite) ? VN_SEEN_NAN : VN_SEEN_TEXT;
}

// 1e999 looks like a number but is none that could be kept.
static bool too_large(const Parts *p) {
  double value;
  return p->has_exponent &&
         !vn_number_from_digits(p->digits, p->n_digits, p->exponent, &value);
}

unsigned vn_cell_look(const char *bytes, size_t n, VnMarks marks) {
  Parts parts;
  DateParts date;
  if (take_date_apart(bytes, n, &date)) {
    unsigned seen = look_at_date(&date, marks.dates);
    if (seen != VN_SEEN_TEXT) return seen;
  }
  if (!take_apart(bytes, n, &parts)) return look_at_word(bytes, n);
  return too_large(&parts) ? VN_SEEN_TEXT
                           : look_at_number(&parts, marks.decimal);
}
