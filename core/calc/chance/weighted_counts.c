#include "calc/chance/weighted_counts.h"

#include <string.h>

#include "data/lanes.h"

// Clusters that are gone through at once, so that they stay near the
// processor while all sets of weights pass.
#define STRETCH 256

// One tile: n pairs of clusters, VN_SETS sets of weights, as many columns as a
// vector has lanes. Weights and counts of two clusters stand side by side, so
// that one instruction multiplies both and adds the products.
typedef void Tile(const int16_t *weights, size_t apart, const int16_t *counts,
                  size_t width, size_t n, int32_t *sums);

#define LANES_1 4

static void tile_1(const int16_t *weights, size_t apart, const int16_t *counts,
                   size_t width, size_t n, int32_t *sums) {
  for (size_t r = 0; r < VN_SETS; r++) {
    int32_t kept[LANES_1] = {0};
    for (size_t s = 0; s < n; s++) {
      const int16_t *pair = counts + 2 * s * width;
      int32_t a = weights[r * apart + 2 * s],
              b = weights[r * apart + 2 * s + 1];
      for (size_t k = 0; k < LANES_1; k++)
        kept[k] += a * pair[2 * k] + b * pair[2 * k + 1];
    }
    for (size_t k = 0; k < LANES_1; k++) sums[r * width + k] += kept[k];
  }
}

#define DEFINE_TILE(NAME, TARGET, VECTOR, LOAD, STORE, PAIR, LOAD_PAIR, ADD)   \
  TARGET static void NAME(const int16_t *weights, size_t apart,                \
                          const int16_t *counts, size_t width, size_t n,       \
                          int32_t *sums) {                                     \
    VECTOR kept[VN_SETS];                                                      \
    _Pragma("GCC unroll 8") for (size_t r = 0; r < VN_SETS; r++) kept[r] =     \
        LOAD((void *)(sums + r * width));                                      \
    for (size_t s = 0; s < n; s++, counts += 2 * width, weights += 2) {        \
      PAIR pair = LOAD_PAIR((const void *)counts);                             \
      _Pragma("GCC unroll 8") for (size_t r = 0; r < VN_SETS; r++) kept[r] =   \
          ADD(kept[r], pair, weights + r * apart);                             \
    }                                                                          \
    _Pragma("GCC unroll 8") for (size_t r = 0; r < VN_SETS; r++)               \
        STORE((void *)(sums + r * width), kept[r]);                            \
  }

#if defined __x86_64__
#include <immintrin.h>

static inline int two_of(const int16_t *weights) {
  int both;
  memcpy(&both, weights, sizeof both);
  return both;
}

#define ADD_16(kept, pair, weights)                                            \
  _mm_add_epi32(kept, _mm_madd_epi16(pair, _mm_set1_epi32(two_of(weights))))
#define ADD_32(kept, pair, weights)                                            \
  _mm256_add_epi32(                                                            \
      kept, _mm256_madd_epi16(pair, _mm256_set1_epi32(two_of(weights))))
#define ADD_64(kept, pair, weights)                                            \
  _mm512_dpwssd_epi32(kept, pair, _mm512_set1_epi32(two_of(weights)))
#define WIDE_VNNI __attribute__((target("avx512f,avx512vnni")))

DEFINE_TILE(tile_16, , __m128i, _mm_loadu_si128, _mm_storeu_si128, __m128i,
            _mm_loadu_si128, ADD_16)
DEFINE_TILE(tile_32, VN_WIDE_32, __m256i, _mm256_loadu_si256,
            _mm256_storeu_si256, __m256i, _mm256_loadu_si256, ADD_32)
DEFINE_TILE(tile_64, WIDE_VNNI, __m512i, _mm512_loadu_si512,
            _mm512_storeu_si512, __m512i, _mm512_loadu_si512, ADD_64)
#elif defined __aarch64__
#include <arm_neon.h>

#define ADD_16(kept, pair, weights)                                            \
  vmlal_n_s16(vmlal_n_s16(kept, (pair).val[0], (weights)[0]), (pair).val[1],   \
              (weights)[1])

DEFINE_TILE(tile_16, , int32x4_t, vld1q_s32, vst1q_s32, int16x4x2_t, vld2_s16,
            ADD_16)
#endif

typedef struct {
  Tile *add;
  size_t lanes;
} Form;

static Form form_for_this_machine(void) {
  int lanes = vn_lanes();
#ifdef __x86_64__
  if (lanes == 64 && __builtin_cpu_supports("avx512vnni"))
    return (Form){tile_64, 16};
  if (lanes >= 32) return (Form){tile_32, 8};
#endif
#if defined __x86_64__ || defined __aarch64__
  if (lanes == 16) return (Form){tile_16, 4};
#endif
  (void)lanes;
  return (Form){tile_1, LANES_1};
}

void vn_weighted_counts_add(const VnClusterWeights *w, const VnClusterCounts *c,
                            int32_t *sums) {
  Form form = form_for_this_machine();
  for (size_t s = 0; s < c->n; s += STRETCH) {
    size_t n = c->n - s < STRETCH ? c->n - s : STRETCH;
    for (size_t r = 0; r < w->n_sets; r += VN_SETS) {
      for (size_t k = 0; k < c->width; k += form.lanes)
        form.add(w->of + r * w->apart + s, w->apart,
                 c->of + vn_count_of(c->width, s, k), c->width, (n + 1) / 2,
                 sums + r * c->width + k);
    }
  }
}
