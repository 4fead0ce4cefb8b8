#include "calc/sort_numbers.h"

#include <stdlib.h>

static int by_number(const void *a, const void *b) {
  const uint32_t *x = a, *y = b;
  return (*x > *y) - (*x < *y);
}

void vn_sort_numbers(uint32_t *numbers, size_t n) {
  if (n > 1) qsort(numbers, n, sizeof *numbers, by_number);
}

size_t vn_sort_distinct(uint32_t *numbers, size_t n) {
  size_t kept = 0;
  vn_sort_numbers(numbers, n);
  for (size_t k = 0; k < n; k++) {
    if (kept == 0 || numbers[k] != numbers[kept - 1])
      numbers[kept++] = numbers[k];
  }
  return kept;
}
