// The one seeded generator: Philox4x32-10, by Salmon, Moraes, Dror and Shaw,
// "Parallel random numbers: as easy as 1, 2, 3" (SC 2011). It counts instead
// of walking: what stream s of a seed draws depends on nothing else, so work
// cut into streams gives the same numbers in any order and any number of
// pieces.
#ifndef VN_RANDOM_H
#define VN_RANDOM_H

#include <stddef.h>
#include <stdint.h>

typedef struct {
  uint32_t key[2];      // the seed
  uint32_t counter[4];  // block within the stream, then the stream
  uint32_t block[4];    // what the last count gave
  unsigned used;        // how much of it was drawn
} VnRandom;

VnRandom vn_random(uint64_t seed, uint64_t stream);

uint32_t vn_random_bits(VnRandom *random);

// The next n bits at once: the same numbers, several blocks at a time.
void vn_random_fill(VnRandom *random, uint32_t *to, size_t n);
double vn_random_unit(VnRandom *random);  // 0 <= x < 1, 53 bits

// 0 to n - 1, each equally often; n > 0.
uint32_t vn_random_below(VnRandom *random, uint32_t n);

// The function underneath: ten rounds over a counter under a key.
void vn_philox(const uint32_t counter[4], const uint32_t key[2],
               uint32_t block[4]);

#endif
