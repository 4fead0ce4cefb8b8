#include "calc/linkage/cluster_totals.h"

#include "calc/chance/random.h"
#include "data/memory.h"

#define RECENT 16384  // a power of 2
#define WORDS 512     // of random bits at a time

typedef struct VnClusterSeen {
  uint64_t cluster;
  double groups[2];  // both 0: nothing waits
} Seen;


// ---- one cluster ----

// By 16 random bits, in 65536ths: P(X <= k).
static inline uint8_t poisson(uint32_t bits) {
  static const uint32_t up_to[] = {24109, 48218, 60273, 64291,
                                   65296, 65497, 65530, 65535};
  int n = (bits > up_to[0]) + (bits > up_to[1]) + (bits > up_to[2]);
  while (n > 2 && n < 8 && bits > up_to[n]) n++;
  return (uint8_t)n;
}

void vn_cluster_times(uint64_t seed, uint64_t cluster, size_t n,
                      uint8_t *times) {
  uint32_t bits[WORDS];
  VnRandom random = vn_random(seed, cluster);
  for (size_t r = 0; r < n;) {
    size_t n_words = (n - r + 1) / 2;
    if (n_words > WORDS) n_words = WORDS;
    vn_random_fill(&random, bits, n_words);
    for (size_t k = 0; k < n_words; k++, r += 2) {
      times[r] = poisson(bits[k] & 0xffff);
      times[r + 1] = poisson(bits[k] >> 16);
    }
  }
}

void vn_cluster_add(double *sums, const uint8_t *times, double groups,
                    size_t n) {
  for (size_t r = 0; r < n; r++) sums[r] += times[r] * groups;
}


// ---- all of them ----

VnClusterTotals *vn_cluster_totals_new(size_t n, uint64_t seed) {
  VnClusterTotals *t = vn_alloc(1, sizeof *t);
  if (!t) return NULL;
  t->n = n, t->seed = seed;
  t->drawn[0] = vn_alloc(n, sizeof(double));
  t->drawn[1] = vn_alloc(n, sizeof(double));
  t->times = vn_alloc(n + 1, 1);
  t->recent = vn_alloc(RECENT, sizeof *t->recent);
  if (t->drawn[0] && t->drawn[1] && t->times && t->recent) return t;
  vn_cluster_totals_free(t);
  return NULL;
}

void vn_cluster_totals_free(VnClusterTotals *t) {
  if (!t) return;
  vn_free(t->drawn[0]);
  vn_free(t->drawn[1]);
  vn_free(t->times);
  vn_free(t->recent);
  vn_free(t);
}

static void draw(VnClusterTotals *t, Seen *seen) {
  if (seen->groups[0] == 0 && seen->groups[1] == 0) return;
  vn_cluster_times(t->seed, seen->cluster, t->n, t->times);
  for (int side = 0; side < 2; side++) {
    if (seen->groups[side] == 0) continue;
    vn_cluster_add(t->drawn[side], t->times, seen->groups[side], t->n);
    seen->groups[side] = 0;
  }
}

void vn_cluster_totals_add(VnClusterTotals *t, uint64_t cluster, int side) {
  Seen *seen = &t->recent[cluster & (RECENT - 1)];
  if (seen->cluster != cluster) draw(t, seen);
  seen->cluster = cluster;
  seen->groups[side]++;
}

void vn_cluster_totals_end(VnClusterTotals *t) {
  for (size_t k = 0; k < RECENT; k++) draw(t, &t->recent[k]);
}
