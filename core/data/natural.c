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

// Eight bytes as a number that is the larger, the later they come in order.
static uint64_t ordered_eight(const char *from) {
  bool little = __BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__;
  return little ? __builtin_bswap64(vn_eight(from)) : vn_eight(from);
}

// Something in each byte that is no digit; also in one behind a byte of 250 or
// more, which is none either.
static uint64_t other_than_digits(uint64_t c) {
  uint64_t high = 0xf0f0f0f0f0f0f0f0u, three = 0x3030303030303030u;
  return ((c & high) ^ three) | (((c + 0x0606060606060606u) & high) ^ three);
}

// Whether eight bytes differ, in digits alone from there on.
static bool differ_in_digits(uint64_t a, uint64_t b) {
  if (a == b) return false;
  uint64_t rest = UINT64_MAX >> (__builtin_clzll(a ^ b) & ~7);
  return ((other_than_digits(a) | other_than_digits(b)) & rest) == 0;
}

static VnOrders keep(VnOrders orders, bool up) {
  return orders &
         (up ? VN_BYTES_UP | VN_NATURAL_UP : VN_BYTES_DOWN | VN_NATURAL_DOWN);
}

VnOrders vn_orders(VnOrders orders, const char *a, size_t n_a, const char *b,
                   size_t n_b) {
  if (n_a == n_b && n_a >= 8 && vn_same_bytes(a, b, n_a - 8)) {
    uint64_t x = ordered_eight(a + n_a - 8), y = ordered_eight(b + n_a - 8);
    if (differ_in_digits(x, y)) return keep(orders, x < y);
  }
  size_t same = n_a == n_b ? vn_shared_bytes(a, b, n_a) : 0;
  if (n_a == n_b && are_digits_from(a, b, same, n_a))
    return same < n_a ? keep(orders, a[same] < b[same]) : 0;
  int bytes = by_bytes(a, n_a, b, n_b);
  int natural = orders & (VN_NATURAL_UP | VN_NATURAL_DOWN)
                    ? naturally(a, n_a, b, n_b)
                    : 0;
  VnOrders found = 0;
  if (bytes) found |= bytes < 0 ? VN_BYTES_UP : VN_BYTES_DOWN;
  if (natural) found |= natural < 0 ? VN_NATURAL_UP : VN_NATURAL_DOWN;
  return orders & found;
}
