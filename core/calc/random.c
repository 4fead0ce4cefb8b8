#include "calc/random.h"

#include <string.h>

static void multiply(uint32_t a, uint32_t b, uint32_t *high, uint32_t *low) {
  uint64_t product = (uint64_t)a * b;
  *high = (uint32_t)(product >> 32);
  *low = (uint32_t)product;
}

void vn_philox(const uint32_t counter[4], const uint32_t key[2],
               uint32_t block[4]) {
  uint32_t x[4], k0 = key[0], k1 = key[1];
  memcpy(x, counter, sizeof x);
  for (int round = 0; round < 10; round++) {
    uint32_t high0, low0, high1, low1;
    multiply(0xD2511F53u, x[0], &high0, &low0);
    multiply(0xCD9E8D57u, x[2], &high1, &low1);
    x[0] = high1 ^ x[1] ^ k0, x[1] = low1;
    x[2] = high0 ^ x[3] ^ k1, x[3] = low0;
    k0 += 0x9E3779B9u, k1 += 0xBB67AE85u;
  }
  memcpy(block, x, sizeof x);
}

VnRandom vn_random(uint64_t seed, uint64_t stream) {
  return (VnRandom){
      .key = {(uint32_t)seed,    (uint32_t)(seed >> 32)  },
      .counter = { 0, 0, (uint32_t)stream, (uint32_t)(stream >> 32)},
      .used = 4,
  };
}

uint32_t vn_random_bits(VnRandom *random) {
  if (random->used == 4) {
    vn_philox(random->counter, random->key, random->block);
    if (++random->counter[0] == 0) random->counter[1]++;
    random->used = 0;
  }
  return random->block[random->used++];
}

double vn_random_unit(VnRandom *random) {
  uint64_t high = vn_random_bits(random) >> 5;  // 27 bits
  uint64_t low = vn_random_bits(random) >> 6;   // 26 bits
  return (double)(high << 26 | low) * 0x1p-53;
}

// Lemire, "Fast random integer generation in an interval" (2019): the upper
// half of bits x n, drawn again while the lower half is among those that
// would make some numbers more frequent.
uint32_t vn_random_below(VnRandom *random, uint32_t n) {
  uint64_t product = (uint64_t)vn_random_bits(random) * n;
  if ((uint32_t)product < n) {
    uint32_t surplus = -n % n;  // 2^32 mod n, below n
    while ((uint32_t)product < surplus)
      product = (uint64_t)vn_random_bits(random) * n;
  }
  return (uint32_t)(product >> 32);
}
