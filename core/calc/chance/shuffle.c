#include "calc/chance/shuffle.h"

#include "data/memory.h"

uint32_t *vn_shuffle(size_t n, VnRandom *random, VnErr *err) {
  uint32_t *numbers = vn_alloc(n, sizeof *numbers);
  if (!numbers) vn_fail_memory(err, "shuffling");
  for (size_t i = 0; numbers && i < n; i++) numbers[i] = (uint32_t)i;
  for (size_t i = n; numbers && i > 1; i--) {
    uint32_t k = vn_random_below(random, (uint32_t)i);
    uint32_t kept = numbers[i - 1];
    numbers[i - 1] = numbers[k], numbers[k] = kept;
  }
  return numbers;
}
