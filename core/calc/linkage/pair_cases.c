#include "calc/linkage/pair_cases.h"

#include "data/sort_many.h"

VnPairCase vn_pair_case(const VnBipartite *fit, uint32_t a, uint32_t b,
                        double count, size_t pair) {
  uint32_t one = fit->class_of[a], other = fit->class_of[b];
  bool first = one < other;
  return (VnPairCase){first ? one : other, first ? other : one, count, pair};
}

static int by_case(const void *x, const void *y) {
  const VnPairCase *a = x, *b = y;
  if (a->low != b->low) return a->low < b->low ? -1 : 1;
  if (a->high != b->high) return a->high < b->high ? -1 : 1;
  return (a->count > b->count) - (a->count < b->count);
}

bool vn_sort_pair_cases(VnPairCase *cases, size_t n, VnErr *err) {
  return vn_sort_many(cases, n, sizeof *cases, by_case, "sorting pairs", err);
}
