#include "data/number.h"

#include <float.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

// Powers of ten that a double holds exactly.
static const double powers[] = {1e0,  1e1,  1e2,  1e3,  1e4,  1e5,  1e6,  1e7,
                                1e8,  1e9,  1e10, 1e11, 1e12, 1e13, 1e14, 1e15,
                                1e16, 1e17, 1e18, 1e19, 1e20, 1e21, 1e22};

#define LARGEST_POWER 22
#define EXACT 9007199254740992u  // 2^53: integers up to here are exact

static bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

// One rounding of two exact doubles is the nearest double (Clinger 1990).
static bool quick(const char *digits, size_t n, long exponent, double *value) {
  if (n > 19 || exponent > LARGEST_POWER || exponent < -LARGEST_POWER) {
    return false;
  }
  uint64_t whole = 0;
  for (size_t i = 0; i < n; i++) {
    whole = whole * 10 + (uint64_t)(digits[i] - '0');
  }
  if (whole > EXACT) return false;
  *value = exponent < 0 ? (double)whole / powers[-exponent]
                        : (double)whole * powers[exponent];
  return true;
}

bool vn_number_from_places(uint64_t digits, size_t places, double *value) {
  if (digits > EXACT || places > LARGEST_POWER) return false;
  *value = (double)digits / powers[places];
  return true;
}

// Without a decimal mark the text means the same to strtod in every locale.
static bool thorough(const char *digits, size_t n, long exponent,
                     double *value) {
  char text[VN_NUMBER_DIGITS + VN_NUMBER_TEXT];
  if (n > VN_NUMBER_DIGITS) return false;
  memcpy(text, digits, n);
  text[n] = 'e';
  vn_integer_to_text(exponent, text + n + 1);
  *value = strtod(text, NULL);
  return isfinite(*value) && *value > 0;
}

bool vn_number_from_digits(const char *digits, size_t n, long exponent,
                           double *value) {
  while (n > 0 && *digits == '0') digits++, n--;
  if (n == 0) {
    *value = 0;
    return true;
  }
  return quick(digits, n, exponent, value) ||
         thorough(digits, n, exponent, value);
}

// "e-12" at the end; an empty end is exponent 0.
static bool exponent_of(const char *text, size_t n, long *exponent) {
  *exponent = 0;
  if (n == 0) return true;
  if (*text != 'e' && *text != 'E') return false;
  bool negative = n > 1 && text[1] == '-';
  size_t i = negative || (n > 1 && text[1] == '+') ? 2 : 1;
  if (i == n || n - i > 6) return false;
  for (; i < n; i++) {
    if (!is_digit(text[i])) return false;
    *exponent = *exponent * 10 + (text[i] - '0');
  }
  if (negative) *exponent = -*exponent;
  return true;
}

bool vn_number_from_text(const char *text, size_t length, double *value) {
  char digits[VN_NUMBER_DIGITS];
  size_t n = 0, i = 0, after_point = 0;
  bool point = false, negative = length > 0 && text[0] == '-';
  if (length > 0 && (text[0] == '-' || text[0] == '+')) i++;
  for (; i < length && n < VN_NUMBER_DIGITS; i++) {
    if (text[i] == '.' && !point) point = true;
    else if (is_digit(text[i])) digits[n++] = text[i], after_point += point;
    else break;
  }
  long exponent;
  if (n == 0 || !exponent_of(text + i, length - i, &exponent)) return false;
  exponent -= (long)after_point;
  if (!vn_number_from_digits(digits, n, exponent, value)) return false;
  if (negative) *value = -*value;
  return true;
}


// ---- printing ----

typedef struct {
  char digits[VN_NUMBER_TEXT];  // of an integer without zeros at the end
  int n;
  int exponent;  // the number is digits times ten to this
} Decimal;

static void strip_zeros(Decimal *d) {
  while (d->n > 1 && d->digits[d->n - 1] == '0') d->n--, d->exponent++;
}

size_t vn_integer_to_text(int64_t value, char text[VN_NUMBER_TEXT]) {
  char digits[24];  // from the last to the first
  size_t n = 0, length = 0;
  uint64_t left = value < 0 ? 0 - (uint64_t)value : (uint64_t)value;
  do digits[n++] = (char)('0' + left % 10);
  while ((left /= 10) > 0);
  if (value < 0) text[length++] = '-';
  while (n > 0) text[length++] = digits[--n];
  text[length] = '\0';
  return length;
}

// A decimal of at most 15 digits that reads back as the same number is the
// only one of that length; most numbers in tables have one with few places.
static bool few_places(double value, Decimal *d) {
  for (int places = 0; places <= 9; places++) {
    double whole = nearbyint(value * powers[places]);
    if (!(whole < 1e15)) return false;
    if (whole / powers[places] != value) continue;
    d->n = (int)vn_integer_to_text((int64_t)whole, d->digits);
    d->exponent = -places;
    strip_zeros(d);
    return true;
  }
  return false;
}

static bool reads_back(const Decimal *d, double value) {
  double back;
  return vn_number_from_digits(d->digits, (size_t)d->n, d->exponent, &back) &&
         back == value;
}

// The nearest decimal of n digits; the locale's decimal mark is skipped.
static void round_to(double value, int n, Decimal *d) {
  char text[48];
  snprintf(text, sizeof text, "%.*e", n - 1, value);
  const char *e = strchr(text, 'e');
  d->n = 0;
  for (const char *c = text; c < e; c++) {
    if (is_digit(*c)) d->digits[d->n++] = *c;
  }
  d->exponent = atoi(e + 1) - (n - 1);
}

static bool is_power_of_two(double value) {
  int exponent;
  return frexp(value, &exponent) == 0.5;
}

// 17 digits always suffice. Below a power of two doubles lie closer, so the
// decimal above may hold where the nearest one, below, does not.
static void many_places(double value, Decimal *d) {
  bool lopsided = is_power_of_two(value);
  for (int n = value < DBL_MIN ? 1 : 15; n <= 17; n++) {
    round_to(value, n, d);
    if (reads_back(d, value)) break;
    char *last = &d->digits[d->n - 1];
    if (!lopsided || *last == '9') continue;
    ++*last;
    if (reads_back(d, value)) break;
  }
  strip_zeros(d);
}

static int write_out(const Decimal *d, char *text, int size) {
  int point = d->n + d->exponent;
  if (point <= 0) {
    return snprintf(text, size, "0.%.*s%.*s", -point, "00000", d->n, d->digits);
  }
  if (point >= d->n) {
    return snprintf(text, size, "%.*s%.*s", d->n, d->digits, d->exponent,
                    "000000000000000");
  }
  return snprintf(text, size, "%.*s.%.*s", point, d->digits, d->n - point,
                  d->digits + point);
}

static int write_scientific(const Decimal *d, char *text, int size) {
  int exponent = d->n + d->exponent - 1;
  return snprintf(text, size, "%c%s%.*se%+03d", d->digits[0],
                  d->n > 1 ? "." : "", d->n - 1, d->digits + 1, exponent);
}

size_t vn_number_to_text(double value, char text[VN_NUMBER_TEXT]) {
  Decimal d = {0};
  int sign = signbit(value) ? 1 : 0;
  text[0] = '-';
  value = fabs(value);
  if (!few_places(value, &d)) many_places(value, &d);
  int point = d.n + d.exponent;
  bool written_out = point > -5 && point <= 16;
  int room = VN_NUMBER_TEXT - sign;
  size_t n = (size_t)(written_out ? write_out(&d, text + sign, room)
                                  : write_scientific(&d, text + sign, room));
  return n + (size_t)sign;
}
