// Logarithm and exponential from plain arithmetic alone, so that every
// machine and every C library gives the same bytes.
#ifndef VN_ELEMENTARY_H
#define VN_ELEMENTARY_H

#include <stdint.h>
#include <string.h>

#define VN_LN2 0.69314718055994530942

// log2(x) for normal x > 0, within a few units of the last place:
// x = m 2^e with m near 1, log m = 2 artanh(s), s = (m - 1) / (m + 1).
static inline double vn_log2(double x) {
  uint64_t bits;
  memcpy(&bits, &x, sizeof bits);
  uint64_t shifted = bits - 0x3fe6a09e667f3bcdu;  // the bits of sqrt(1/2)
  int64_t e = (int64_t)shifted >> 52;
  bits -= (uint64_t)e << 52;
  double m;
  memcpy(&m, &bits, sizeof m);
  double s = (m - 1) / (m + 1);
  double z = s * s;
  double z2 = z * z;
  double z4 = z2 * z2;
  double low = (1.0 + z * (1.0 / 3)) + z2 * (1.0 / 5 + z * (1.0 / 7));
  double mid = (1.0 / 9 + z * (1.0 / 11)) + z2 * (1.0 / 13 + z * (1.0 / 15));
  double high = (1.0 / 17 + z * (1.0 / 19)) + z2 * (1.0 / 21);
  double series = low + z4 * (mid + z4 * high);
  return (double)e + s * series * 2.8853900817779268147;  // 2 / ln 2
}

// x log2(x), 0 at 0.
static inline double vn_plogp(double x) {
  return x > 0 ? x * vn_log2(x) : 0;
}

// e^x for |x| < 700, within a few units of the last place: e^x = 2^k e^r with
// |r| at most half of log 2, and e^r by its series.
static inline double vn_exp(double x) {
  double k = x * 1.4426950408889634 + 0x1.8p52;  // rounds to a whole number
  k -= 0x1.8p52;
  double r = (x - k * 0x1.62e42fee00000p-1) - k * 0x1.a39ef35793c76p-33;
  double sum = 1;
  for (int n = 13; n > 0; n--) sum = 1 + sum * r / n;
  uint64_t bits = (uint64_t)((int64_t)k + 1023) << 52;
  double power;
  memcpy(&power, &bits, sizeof power);
  return sum * power;
}

#endif
