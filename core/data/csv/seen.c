#include "data/csv/seen.h"

char vn_seen_decimal(unsigned seen, char told) {
  if (told) return told;
  if (seen & VN_SEEN_POINT) return '.';
  if (seen & VN_SEEN_COMMA) return ',';
  return seen & VN_SEEN_COMMA3 ? 0 : '.';
}

static bool has_fractions(unsigned seen, char decimal) {
  unsigned three = decimal == '.' ? VN_SEEN_POINT3 : VN_SEEN_COMMA3;
  return seen & (VN_SEEN_FRACTION | VN_SEEN_EXPONENT | VN_SEEN_PERCENT | three);
}

static bool both(unsigned seen, unsigned a, unsigned b) {
  return (seen & a) && (seen & b);
}

static VnType numeric_type(unsigned seen, char decimal) {
  if (both(seen, VN_SEEN_POINT, VN_SEEN_COMMA)) return VN_TEXT;
  if (both(seen, VN_SEEN_PERCENT, VN_SEEN_PLAIN)) return VN_TEXT;
  if (!has_fractions(seen, decimal)) return VN_INTEGER;
  return seen & VN_SEEN_BIG ? VN_TEXT : VN_NUMBER;
}

// Only days that may begin with the day or the month.
static bool is_open_date(unsigned seen) {
  return (seen & VN_SEEN_EITHER) &&
         !(seen & (VN_SEEN_DAY_FIRST | VN_SEEN_MONTH_FIRST));
}

static VnType date_type(unsigned seen) {
  if (both(seen, VN_SEEN_DAY_FIRST, VN_SEEN_MONTH_FIRST)) return VN_TEXT;
  return is_open_date(seen) ? VN_TEXT : VN_DATE;
}

static unsigned n_sorts(unsigned seen) {
  return !!(seen & VN_SEEN_NUMERIC) + !!(seen & VN_SEEN_DAYS) +
         !!(seen & VN_SEEN_LOGICAL) + !!(seen & VN_SEEN_TEXTUAL);
}

VnType vn_seen_type(unsigned seen, char decimal) {
  if (n_sorts(seen) != 1 || (seen & VN_SEEN_TEXTUAL)) return VN_TEXT;
  if (seen & VN_SEEN_NUMERIC) return numeric_type(seen, decimal);
  if (seen & VN_SEEN_NAN) return VN_TEXT;
  return seen & VN_SEEN_DAYS ? date_type(seen) : VN_LOGICAL;
}

bool vn_seen_open(unsigned seen) {
  unsigned sorts = n_sorts(seen);
  return seen && (sorts == 0 || (sorts == 1 && is_open_date(seen)));
}
