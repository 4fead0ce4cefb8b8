#include "calc/chance/redraw.h"

#include <math.h>

#include "calc/chance/quantiles.h"
#include "calc/chance/times_drawn.h"
#include "data/memory.h"
#include "data/stop.h"

#define MOST ((size_t)1 << 30)

static void count_set(const VnRedraw *d, size_t set, uint64_t seed) {
  uint8_t *times = d->times + set * d->n;
  if (d->left_out) {
    for (size_t k = 0; k < d->n; k++) times[k] = k != set;
    return;
  }
  vn_times_drawn(vn_random(seed, set + 1), (uint32_t)d->n, times);
}

bool vn_redraw_new(VnRedraw *d, size_t n_clusters, size_t n_replicates,
                   uint64_t seed, VnErr *err) {
  size_t size;
  *d = (VnRedraw){.n = n_clusters, .left_out = n_clusters < VN_FEW_CLUSTERS};
  d->n_sets = n_clusters < 2 ? 0 : d->left_out ? n_clusters : n_replicates;
  if (__builtin_mul_overflow(d->n, d->n_sets, &size) || size > MOST) {
    return vn_fail(err,
                   "%zu resamples of %zu units or clusters take too much "
                   "memory; ask for fewer 'replicates'",
                   d->n_sets, d->n);
  }
  d->times = vn_alloc(size, sizeof *d->times);
  if (!d->times) return vn_fail_memory(err, "drawing anew");
  for (size_t set = 0; set < d->n_sets; set++) {
    if (vn_stopped(err)) return false;
    count_set(d, set, seed);
  }
  return true;
}

void vn_redraw_free(VnRedraw *d) {
  vn_free(d->times);
}

const uint8_t *vn_redraw_times(const VnRedraw *d, size_t set) {
  return d->times + set * d->n;
}

size_t vn_redraw_limits(const VnRedraw *d, double *values, double confidence,
                        double *low, double *high) {
  size_t n =
      vn_limits(values, d->n_sets, d->left_out ? 1 : confidence, low, high);
  if (d->left_out && n < d->n_sets) *low = NAN;
  return n;
}
