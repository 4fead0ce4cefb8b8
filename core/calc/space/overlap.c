#include "calc/space/overlap.h"

#include <stdlib.h>

#include "data/memory.h"

#define DOING "comparing partitions"

static int by_place(const void *x, const void *y) {
  uint64_t p = *(const uint64_t *)x, q = *(const uint64_t *)y;
  return (p > q) - (p < q);
}

// Each node's two communities in one number, sorted.
static size_t list_pairs(const int32_t *a, const int32_t *b, size_t n,
                         uint64_t *pairs, VnOverlap *o) {
  size_t kept = 0;
  for (size_t i = 0; i < n; i++) {
    if (a[i] < 0 || b[i] < 0) continue;
    pairs[kept++] = (uint64_t)a[i] << 32 | (uint32_t)b[i];
    if (a[i] >= o->n_a) o->n_a = a[i] + 1;
    if (b[i] >= o->n_b) o->n_b = b[i] + 1;
  }
  qsort(pairs, kept, sizeof *pairs, by_place);
  return kept;
}

static size_t count_kinds(const uint64_t *pairs, size_t n) {
  size_t kinds = n > 0;
  for (size_t i = 1; i < n; i++) kinds += pairs[i] != pairs[i - 1];
  return kinds;
}

static void count_shared(VnOverlap *o, const uint64_t *pairs) {
  VnShared *last = NULL;
  for (size_t i = 0; i < o->n; i++) {
    int32_t a = (int32_t)(pairs[i] >> 32);
    int32_t b = (int32_t)(uint32_t)pairs[i];
    o->of_a[a]++;
    o->of_b[b]++;
    if (i == 0 || pairs[i] != pairs[i - 1]) {
      last = &o->shared[o->n_shared++];
      *last = (VnShared){a, b, 0};
    }
    last->n++;
  }
}

void vn_overlap_free(VnOverlap *o) {
  vn_free(o->of_a);
  vn_free(o->of_b);
  vn_free(o->shared);
  *o = (VnOverlap){0};
}

bool vn_overlap(const int32_t *a, const int32_t *b, size_t n, VnOverlap *o,
                VnErr *err) {
  *o = (VnOverlap){0};
  uint64_t *pairs = vn_alloc(n, sizeof *pairs);
  if (!pairs) return vn_fail_memory(err, DOING);
  o->n = list_pairs(a, b, n, pairs, o);
  o->of_a = vn_alloc((size_t)o->n_a, sizeof *o->of_a);
  o->of_b = vn_alloc((size_t)o->n_b, sizeof *o->of_b);
  o->shared = vn_alloc(count_kinds(pairs, o->n), sizeof *o->shared);
  bool room = o->of_a && o->of_b && o->shared;
  if (room) count_shared(o, pairs);
  vn_free(pairs);
  if (room) return true;
  vn_overlap_free(o);
  return vn_fail_memory(err, DOING);
}
