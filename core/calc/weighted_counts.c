#include "calc/weighted_counts.h"

#include <string.h>

#include "data/lanes.h"

// Clusters that are gone through at once, so that they stay near the
// processor while all sets of weights pass.
#define STRETCH 256

#define LANES ((size_t)16)
typedef float Lanes __attribute__((vector_size(64), aligned(4)));

#define VECTORS (VN_PANEL / LANES)

// `sets` x `vectors` sums are kept in registers: both are constants where this
// is used. Adding whole numbers is exact, so that no order of lanes shows.
static inline __attribute__((always_inline)) void
add_block(const float *weights, const float *counts, size_t n, float *sums,
          const size_t sets, const size_t vectors) {
  Lanes kept[VN_SETS][VECTORS];
#pragma GCC unroll 8
  for (size_t r = 0; r < sets; r++) {
#pragma GCC unroll 3
    for (size_t v = 0; v < vectors; v++)
      kept[r][v] = *(const Lanes *)(sums + r * VN_PANEL + v * LANES);
  }
  for (size_t s = 0; s < n; s++) {
    const float *row = counts + s * VN_PANEL, *weight = weights + s * VN_SETS;
#pragma GCC unroll 8
    for (size_t r = 0; r < sets; r++) {
#pragma GCC unroll 3
      for (size_t v = 0; v < vectors; v++)
        kept[r][v] += weight[r] * *(const Lanes *)(row + v * LANES);
    }
  }
#pragma GCC unroll 8
  for (size_t r = 0; r < sets; r++) {
#pragma GCC unroll 3
    for (size_t v = 0; v < vectors; v++)
      *(Lanes *)(sums + r * VN_PANEL + v * LANES) = kept[r][v];
  }
}

// One stretch of clusters and one block of weights, in as many pieces as the
// registers of the machine ask for.
static inline __attribute__((always_inline)) void
add_stretch(const float *weights, const float *counts, size_t n, float *sums,
            const size_t sets, const size_t vectors) {
  for (size_t r = 0; r < VN_SETS; r += sets) {
    for (size_t v = 0; v < VECTORS; v += vectors)
      add_block(weights + r, counts + v * LANES, n,
                sums + r * VN_PANEL + v * LANES, sets, vectors);
  }
}

typedef void Stretch(const float *weights, const float *counts, size_t n,
                     float *sums);

__attribute__((optimize("O3"))) static void stretch_plain(const float *weights,
                                                          const float *counts,
                                                          size_t n,
                                                          float *sums) {
  add_stretch(weights, counts, n, sums, 2, 1);
}

#ifdef __x86_64__
__attribute__((target("avx2,fma"), optimize("O3,fp-contract=fast"))) static void
stretch_wide(const float *weights, const float *counts, size_t n, float *sums) {
  add_stretch(weights, counts, n, sums, 4, 1);
}

__attribute__((target("avx512f"), optimize("O3,fp-contract=fast"))) static void
stretch_widest(const float *weights, const float *counts, size_t n,
               float *sums) {
  add_stretch(weights, counts, n, sums, 8, 3);
}
#endif

static Stretch *stretch_for_this_machine(void) {
#ifdef __x86_64__
  if (vn_lanes() == 64) return stretch_widest;
  if (vn_lanes() == 32) return stretch_wide;
#endif
  return stretch_plain;
}

void vn_weighted_counts_add(const float *weights, size_t n_blocks,
                            const float *counts, size_t n, float *sums) {
  Stretch *add = stretch_for_this_machine();
  for (size_t s = 0; s < n; s += STRETCH) {
    size_t length = n - s < STRETCH ? n - s : STRETCH;
    for (size_t b = 0; b < n_blocks; b++)
      add(weights + (b * n + s) * VN_SETS, counts + s * VN_PANEL, length,
          sums + b * VN_SETS * VN_PANEL);
  }
}

void vn_weighted_counts(const float *weights, size_t n_blocks,
                        const float *counts, size_t n, float *sums) {
  memset(sums, 0, n_blocks * VN_SETS * VN_PANEL * sizeof *sums);
  vn_weighted_counts_add(weights, n_blocks, counts, n, sums);
}
