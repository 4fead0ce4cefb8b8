#include "calc/chance/fdr.h"

#include <math.h>

#include "data/sort_many.h"
#include "data/memory.h"

#define DOING "judging tests together"

typedef struct {
  double p;
  size_t at;
} Test;

static int smaller_first(const void *x, const void *y) {
  const Test *a = x, *b = y;
  return (a->p > b->p) - (a->p < b->p);
}

// 1 + 1/2 + ... + 1/n, by Euler's series where n is large.
static double harmonic(double n) {
  double sum = 0;
  if (n > 1000)
    return log(n) + 0.57721566490153286 + 1 / (2 * n) - 1 / (12 * n * n);
  for (int k = (int)n; k >= 1; k--) sum += 1.0 / k;
  return sum;
}

static size_t list_tests(const double *p, size_t n, Test *tests) {
  size_t kept = 0;
  for (size_t i = 0; i < n; i++) {
    if (!isnan(p[i])) tests[kept++] = (Test){p[i], i};
  }
  return kept;
}

bool vn_fdr(const double *p, size_t n, double n_family, VnFdr kind, double *q,
            VnErr *err) {
  Test *tests = vn_alloc(n, sizeof *tests);
  if (!tests) return vn_fail_memory(err, DOING);
  size_t kept = list_tests(p, n, tests);
  if (!vn_sort_many(tests, kept, sizeof *tests, smaller_first, DOING, err)) {
    vn_free(tests);
    return false;
  }
  double factor = n_family * (kind == VN_BY ? harmonic(n_family) : 1);
  double least = 1;
  for (size_t i = 0; i < n; i++) q[i] = NAN;
  for (size_t rank = kept; rank > 0; rank--) {
    const Test *test = &tests[rank - 1];
    least = fmin(least, test->p * factor / (double)rank);
    q[test->at] = least;
  }
  vn_free(tests);
  return true;
}
