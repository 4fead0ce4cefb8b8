#include "data/natural.h"

#include <stdbool.h>
#include <string.h>

#include "data/piece.h"

static int by_bytes(const char *a, size_t n_a, const char *b, size_t n_b) {
  int order = memcmp(a, b, n_a < n_b ? n_a : n_b);
  return order ? order : (n_a > n_b) - (n_a < n_b);
}

static bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

typedef struct {
  const char *at;
  size_t n;
} Number;  // its digits, without zeros in front

static Number take_number(const char *text, size_t n, size_t *at) {
  while (*at < n && text[*at] == '0') ++*at;
  Number number = {text + *at, 0};
  while (*at < n && is_digit(text[*at])) ++*at, number.n++;
  return number;
}

// Numbers in the names compare by size; names that differ only in zeros by
// their bytes.
static int naturally(const char *a, size_t n_a, const char *b, size_t n_b) {
  size_t i = 0, j = 0;
  while (i < n_a && j < n_b) {
    if (is_digit(a[i]) && is_digit(b[j])) {
      Number x = take_number(a, n_a, &i), y = take_number(b, n_b, &j);
      int order =
          x.n != y.n ? (x.n > y.n) - (x.n < y.n) : memcmp(x.at, y.at, x.n);
      if (order) return order;
    } else {
      unsigned char x = (unsigned char)a[i++], y = (unsigned char)b[j++];
      if (x != y) return x < y ? -1 : 1;
    }
  }
  if (i < n_a || j < n_b) return i < n_a ? 1 : -1;
  return by_bytes(a, n_a, b, n_b);
}

// Whether the names, equally long, have nothing but digits from byte i on, so
// that both orders are the same where the first difference is.
static bool are_digits_from(const char *a, const char *b, size_t i, size_t n) {
  while (i < n && is_digit(a[i]) && is_digit(b[i])) i++;
  return i == n;
}

VnOrders vn_orders(VnOrders orders, const char *a, size_t n_a, const char *b,
                   size_t n_b) {
  size_t same = n_a == n_b ? vn_shared_bytes(a, b, n_a) : 0;
  if (n_a == n_b && are_digits_from(a, b, same, n_a)) {
    VnOrders up = VN_BYTES_UP | VN_NATURAL_UP;
    if (same == n_a) return 0;
    return orders & (a[same] < b[same] ? up : VN_ALL_ORDERS & ~up);
  }
  int bytes = by_bytes(a, n_a, b, n_b);
  int natural = orders & (VN_NATURAL_UP | VN_NATURAL_DOWN)
                    ? naturally(a, n_a, b, n_b)
                    : 0;
  VnOrders found = 0;
  if (bytes) found |= bytes < 0 ? VN_BYTES_UP : VN_BYTES_DOWN;
  if (natural) found |= natural < 0 ? VN_NATURAL_UP : VN_NATURAL_DOWN;
  return orders & found;
}
