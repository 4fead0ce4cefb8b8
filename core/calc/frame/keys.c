#include "calc/frame/keys.h"

#include <string.h>

#define SIGN ((uint64_t)1 << 63)

// The bits of a double order as unsigned numbers do once negative ones are
// inverted and the others get the top bit; -0.0 + 0.0 is 0.0.
static uint64_t number_key(double x) {
  uint64_t bits;
  if (isnan(x)) return VN_NO_KEY;
  x += 0.0;
  memcpy(&bits, &x, sizeof bits);
  return bits & SIGN ? ~bits : bits | SIGN;
}

// The marker of a missing integer is the least of all; it wraps to the top.
static uint64_t integer_key(int64_t x) {
  return (uint64_t)x - (uint64_t)INT64_MIN - 1;
}

// Markers below every true value: missing when at or below `none`.
static uint64_t small_key(int64_t x, int64_t none) {
  return x <= none ? VN_NO_KEY : (uint64_t)(x - none);
}

void vn_keys(const VnColumn *c, uint64_t *keys) {
  switch (c->type) {
    case VN_NUMBER:
      for (size_t i = 0; i < c->n; i++) keys[i] = number_key(c->number[i]);
      break;
    case VN_INTEGER:
      for (size_t i = 0; i < c->n; i++) keys[i] = integer_key(c->integer[i]);
      break;
    case VN_TEXT:
      for (size_t i = 0; i < c->n; i++) {
        keys[i] = small_key(c->text[i], VN_NO_CODE);
      }
      break;
    case VN_DATE:
      for (size_t i = 0; i < c->n; i++) {
        keys[i] = small_key(c->date[i], VN_NO_DATE);
      }
      break;
    case VN_LOGICAL:
      for (size_t i = 0; i < c->n; i++) {
        keys[i] = small_key(c->logical[i], VN_NO_LOGICAL);
      }
      break;
  }
}
