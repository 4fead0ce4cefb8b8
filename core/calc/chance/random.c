#include "calc/chance/random.h"

#include <stdbool.h>
#include <string.h>

#include "data/lanes.h"

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

// ---- many at once ----

#define ABREAST 16  // blocks; twice as many where vectors are twice as long

#ifdef __x86_64__
#include <immintrin.h>

// Four counters stand in the lower halves of a vector's four lanes; what the
// upper halves hold is never looked at.
#define VECTORS (ABREAST / 4)

VN_WIDE_32 static void mix_blocks(__m256i x[4][VECTORS],
                                  const uint32_t key[2]) {
  const __m256i a = _mm256_set1_epi64x(0xD2511F53);
  const __m256i b = _mm256_set1_epi64x(0xCD9E8D57);
  uint32_t k0 = key[0], k1 = key[1];
  for (int round = 0; round < 10; round++) {
    __m256i key0 = _mm256_set1_epi64x(k0), key1 = _mm256_set1_epi64x(k1);
#pragma GCC unroll 4
    for (int v = 0; v < VECTORS; v++) {
      __m256i p = _mm256_mul_epu32(a, x[0][v]);
      __m256i q = _mm256_mul_epu32(b, x[2][v]);
      __m256i left = _mm256_xor_si256(x[1][v], key0);
      __m256i right = _mm256_xor_si256(x[3][v], key1);
      x[0][v] = _mm256_xor_si256(_mm256_srli_epi64(q, 32), left);
      x[2][v] = _mm256_xor_si256(_mm256_srli_epi64(p, 32), right);
      x[1][v] = q, x[3][v] = p;
    }
    k0 += 0x9E3779B9u, k1 += 0xBB67AE85u;
  }
}

// Puts the words of the blocks one behind the other.
VN_WIDE_32 static void write_blocks(__m256i x[4][VECTORS], uint32_t *to) {
  const __m256i low = _mm256_set1_epi64x(0xffffffff);
#pragma GCC unroll 4
  for (int v = 0; v < VECTORS; v++, to += 16) {
    __m256i first = _mm256_or_si256(_mm256_and_si256(x[0][v], low),
                                    _mm256_slli_epi64(x[1][v], 32));
    __m256i last = _mm256_or_si256(_mm256_and_si256(x[2][v], low),
                                   _mm256_slli_epi64(x[3][v], 32));
    __m256i even = _mm256_unpacklo_epi64(first, last);
    __m256i odd = _mm256_unpackhi_epi64(first, last);
    _mm256_storeu_si256((__m256i *)to,
                        _mm256_permute2x128_si256(even, odd, 0x20));
    _mm256_storeu_si256((__m256i *)(to + 8),
                        _mm256_permute2x128_si256(even, odd, 0x31));
  }
}

VN_WIDE_32 static void blocks_wide(const VnRandom *random, uint32_t *to) {
  __m256i x[4][VECTORS];
  const uint32_t *c = random->counter;
#pragma GCC unroll 4
  for (int v = 0; v < VECTORS; v++) {
    int64_t first = (int64_t)c[0] + (int64_t)4 * v;
    x[0][v] = _mm256_setr_epi64x(first, first + 1, first + 2, first + 3);
    x[1][v] = _mm256_set1_epi64x(c[1]);
    x[2][v] = _mm256_set1_epi64x(c[2]);
    x[3][v] = _mm256_set1_epi64x(c[3]);
  }
  mix_blocks(x, random->key);
  write_blocks(x, to);
}

// The same with eight counters in a vector.
#define VECTORS_64 4

VN_WIDE_64 static void mix_blocks_64(__m512i x[4][VECTORS_64],
                                     const uint32_t key[2]) {
  enum { THREE_XORED = 0x96 };
  const __m512i a = _mm512_set1_epi64(0xD2511F53);
  const __m512i b = _mm512_set1_epi64(0xCD9E8D57);
  uint32_t k0 = key[0], k1 = key[1];
  for (int round = 0; round < 10; round++) {
    __m512i key0 = _mm512_set1_epi64(k0), key1 = _mm512_set1_epi64(k1);
#pragma GCC unroll 4
    for (int v = 0; v < VECTORS_64; v++) {
      __m512i p = _mm512_mul_epu32(a, x[0][v]);
      __m512i q = _mm512_mul_epu32(b, x[2][v]);
      x[0][v] = _mm512_ternarylogic_epi64(_mm512_srli_epi64(q, 32), x[1][v],
                                          key0, THREE_XORED);
      x[2][v] = _mm512_ternarylogic_epi64(_mm512_srli_epi64(p, 32), x[3][v],
                                          key1, THREE_XORED);
      x[1][v] = q, x[3][v] = p;
    }
    k0 += 0x9E3779B9u, k1 += 0xBB67AE85u;
  }
}

VN_WIDE_64 static void write_blocks_64(__m512i x[4][VECTORS_64], uint32_t *to) {
  const __m512i low = _mm512_setr_epi64(0, 8, 1, 9, 2, 10, 3, 11);
  const __m512i high = _mm512_setr_epi64(4, 12, 5, 13, 6, 14, 7, 15);
#pragma GCC unroll 4
  for (int v = 0; v < VECTORS_64; v++, to += 32) {
    __m512i first = _mm512_mask_blend_epi32(0xaaaa, x[0][v],
                                            _mm512_slli_epi64(x[1][v], 32));
    __m512i last = _mm512_mask_blend_epi32(0xaaaa, x[2][v],
                                           _mm512_slli_epi64(x[3][v], 32));
    _mm512_storeu_si512(to, _mm512_permutex2var_epi64(first, low, last));
    _mm512_storeu_si512(to + 16, _mm512_permutex2var_epi64(first, high, last));
  }
}

VN_WIDE_64 static void blocks_64(const VnRandom *random, uint32_t *to) {
  __m512i x[4][VECTORS_64];
  const uint32_t *c = random->counter;
  const __m512i steps = _mm512_setr_epi64(0, 1, 2, 3, 4, 5, 6, 7);
#pragma GCC unroll 4
  for (int v = 0; v < VECTORS_64; v++) {
    x[0][v] = _mm512_add_epi64(
        steps, _mm512_set1_epi64((int64_t)c[0] + (int64_t)8 * v));
    x[1][v] = _mm512_set1_epi64(c[1]);
    x[2][v] = _mm512_set1_epi64(c[2]);
    x[3][v] = _mm512_set1_epi64(c[3]);
  }
  mix_blocks_64(x, random->key);
  write_blocks_64(x, to);
}
#else
static void blocks_64(const VnRandom *random, uint32_t *to) {
  (void)random, (void)to;
}

static void blocks_wide(const VnRandom *random, uint32_t *to) {
  (void)random, (void)to;
}
#endif

void vn_random_fill(VnRandom *random, uint32_t *to, size_t n) {
  for (; n > 0 && random->used < 4; n--) *to++ = vn_random_bits(random);
  int lanes = vn_lanes();
  uint32_t abreast = lanes == 64 ? 2 * ABREAST : ABREAST;
  while (lanes >= 32 && n >= (size_t)4 * abreast &&
         random->counter[0] <= UINT32_MAX - abreast) {
    if (lanes == 64) blocks_64(random, to);
    else blocks_wide(random, to);
    random->counter[0] += abreast;
    to += (size_t)4 * abreast, n -= (size_t)4 * abreast;
  }
  for (; n > 0; n--) *to++ = vn_random_bits(random);
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
