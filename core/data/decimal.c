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

// One more part than a sum of products needs: 2^64 of them add two.
#define PARTS_OF_SUM 4

struct VnDecimalSum {
  size_t n;
  uint32_t *parts, *product;  // room for each other, the lowest first
  size_t room;
};

VnDecimalSum *vn_decimal_sum_new(size_t n) {
  VnDecimalSum *sum = vn_alloc(1, sizeof *sum);
  if (!sum) return NULL;
  sum->n = n;
  sum->room = PARTS_OF_ONE * n + PARTS_OF_SUM;
  sum->parts = vn_alloc(sum->room, sizeof *sum->parts);
  sum->product = vn_alloc(sum->room, sizeof *sum->product);
  if (sum->parts && sum->product) return sum;
  vn_decimal_sum_free(sum);
  return NULL;
}

void vn_decimal_sum_free(VnDecimalSum *sum) {
  if (!sum) return;
  vn_free(sum->parts);
  vn_free(sum->product);
  vn_free(sum);
}

void vn_decimal_sum_add(VnDecimalSum *sum, const uint64_t *factors) {
  memset(sum->product, 0, sum->room * sizeof *sum->product);
  size_t used = 1;
  sum->product[0] = 1;
  for (size_t i = 0; i < sum->n; i++)
    used = multiply(sum->product, used, factors[i]);
  uint32_t carry = 0;
  for (size_t i = 0; i < sum->room; i++) {
    carry += sum->parts[i] + sum->product[i];
    sum->parts[i] = carry % BASE;
    carry /= BASE;
  }
}

char *vn_decimal_sum_digits(const VnDecimalSum *sum) {
  return write_out(sum->parts, sum->room);
}

char *vn_decimal_product(const uint64_t *factors, size_t n) {
  VnDecimalSum *sum = vn_decimal_sum_new(n);
  if (!sum) return NULL;
  vn_decimal_sum_add(sum, factors);
  char *digits = vn_decimal_sum_digits(sum);
  vn_decimal_sum_free(sum);
  return digits;
}
