#include "data/decimal.h"

#include <stdio.h>
#include <string.h>

#include "data/memory.h"

#define BASE 1000000000u  // nine digits in each part
#define DIGITS 9
#define PARTS_OF_ONE 3  // that a factor of 64 bits adds at most

// Parts from the lowest; `n` of them hold something.
static size_t multiply(uint32_t *parts, size_t n, uint64_t factor) {
  unsigned __int128 carry = 0;
  for (size_t i = 0; i < n; i++) {
    carry += (unsigned __int128)parts[i] * factor;
    parts[i] = (uint32_t)(carry % BASE);
    carry /= BASE;
  }
  for (; carry > 0; carry /= BASE) parts[n++] = (uint32_t)(carry % BASE);
  return n;
}

static char *write_out(const uint32_t *parts, size_t n) {
  while (n > 1 && parts[n - 1] == 0) n--;
  size_t room = n * DIGITS + 1;
  char *text = vn_alloc(room, 1);
  if (!text) return NULL;
  int used = snprintf(text, room, "%u", parts[n - 1]);
  for (size_t i = n - 1; i-- > 0; used += DIGITS)
    snprintf(text + used, room - (size_t)used, "%09u", parts[i]);
  return text;
}

char *vn_decimal_product(const uint64_t *factors, size_t n) {
  uint32_t *parts = vn_alloc(PARTS_OF_ONE * n + 1, sizeof *parts);
  if (!parts) return NULL;
  size_t used = 1;
  parts[0] = 1;
  for (size_t i = 0; i < n; i++) used = multiply(parts, used, factors[i]);
  char *text = write_out(parts, used);
  vn_free(parts);
  return text;
}
