#include "calc/space/compare.h"

#include <math.h>

#include "calc/chance/elementary.h"
#include "calc/space/overlap.h"
#include "data/memory.h"

// Over communities of n_c of n nodes: - sum n_c / n log2(n_c / n).
static double entropy(const int64_t *sizes, int32_t count, double n) {
  double sum = 0;
  for (int32_t c = 0; c < count; c++) sum -= vn_plogp((double)sizes[c] / n);
  return sum;
}

static double pairs_of(double n) {
  return n * (n - 1) / 2;
}

static double pairs_within(const int64_t *sizes, int32_t count) {
  double sum = 0;
  for (int32_t c = 0; c < count; c++) sum += pairs_of((double)sizes[c]);
  return sum;
}

// (index - expected) / (most - expected), in pairs of nodes.
static double adjusted_rand(const VnOverlap *o) {
  if (o->n < 2) return NAN;
  double together = 0, in_a = pairs_within(o->of_a, o->n_a),
         in_b = pairs_within(o->of_b, o->n_b);
  for (size_t k = 0; k < o->n_shared; k++)
    together += pairs_of((double)o->shared[k].n);
  double expected = in_a * (in_b / pairs_of((double)o->n));
  double most = (in_a + in_b) / 2;
  return most == expected ? 1 : (together - expected) / (most - expected);
}

static VnLikeness likeness_of(const VnOverlap *o) {
  double n = (double)o->n, joint = 0;
  double h_a = entropy(o->of_a, o->n_a, n), h_b = entropy(o->of_b, o->n_b, n);
  for (size_t k = 0; k < o->n_shared; k++)
    joint -= vn_plogp((double)o->shared[k].n / n);
  // rounding must not make what is 0 or more a hair less
  double vi = fmax(0, 2 * joint - h_a - h_b);
  double mutual = fmax(0, h_a + h_b - joint);
  return (VnLikeness){.n = o->n,
                      .vi = vi * VN_LN2,
                      .nmi = h_a + h_b > 0 ? 2 * mutual / (h_a + h_b) : 1,
                      .rand = adjusted_rand(o)};
}

bool vn_compare_lists(const int32_t *a, const int32_t *b, size_t n,
                      VnLikeness *likeness, VnErr *err) {
  VnOverlap overlap;
  if (!vn_overlap(a, b, n, &overlap, err)) return false;
  *likeness = likeness_of(&overlap);
  vn_overlap_free(&overlap);
  return true;
}

int32_t *vn_communities_of(const VnPartition *b, const VnNames *nodes,
                           VnErr *err) {
  size_t n = vn_names_count(nodes);
  int32_t *of = vn_alloc(n, sizeof *of);
  if (!of) vn_fail_memory(err, "comparing partitions");
  for (size_t i = 0; of && i < n; i++) {
    ptrdiff_t at = vn_names_find(b->nodes, vn_names_at(nodes, i));
    of[i] = at < 0 ? VN_APART : b->of[at];
  }
  return of;
}

bool vn_compare(const VnPartition *a, const VnPartition *b,
                VnLikeness *likeness, VnErr *err) {
  int32_t *of_b = vn_communities_of(b, a->nodes, err);
  bool done = of_b && vn_compare_lists(a->of, of_b, vn_names_count(a->nodes),
                                       likeness, err);
  vn_free(of_b);
  if (!done || likeness->n > 0) return done;
  return vn_fail(err, "compare: the two partitions have no node in common");
}
