#include "calc/quantiles.h"

#include <math.h>
#include <stdbool.h>
#include <stdlib.h>

#include "calc/quantile.h"

#define FEW 24  // numbers that are sorted by insertion

static void insert_all(double *v, size_t n) {
  for (size_t i = 1; i < n; i++) {
    double x = v[i];
    size_t k = i;
    for (; k > 0 && v[k - 1] > x; k--) v[k] = v[k - 1];
    v[k] = x;
  }
}

static double middle_of(double a, double b, double c) {
  return fmax(fmin(a, b), fmin(fmax(a, b), c));
}

// Splits v[from .. to) around a value; gives where the larger part begins.
static size_t split(double *v, size_t from, size_t to) {
  double pivot = middle_of(v[from], v[from + (to - from) / 2], v[to - 1]);
  size_t i = from, k = to - 1;
  for (;;) {
    while (v[i] < pivot) i++;
    while (v[k] > pivot) k--;
    if (i >= k) return k + 1;
    double kept = v[i];
    v[i++] = v[k], v[k--] = kept;
  }
}

static bool wants_any(const double *share, size_t n_shares, size_t n,
                      size_t from, size_t to) {
  for (size_t q = 0; q < n_shares; q++) {
    double place = share[q] * (double)(n - 1);
    if (ceil(place) >= (double)from && floor(place) < (double)to) return true;
  }
  return false;
}

// Sorts as far as the quantiles need it.
static void sort_around(double *v, size_t n, const double *share,
                        size_t n_shares) {
  struct {
    size_t from, to;
  } stack[64];
  size_t depth = 0;
  stack[depth].from = 0, stack[depth++].to = n;
  while (depth > 0) {
    size_t from = stack[--depth].from, to = stack[depth].to;
    if (!wants_any(share, n_shares, n, from, to)) continue;
    if (to - from <= FEW || depth + 2 > 64) {
      if (to - from <= FEW) insert_all(v + from, to - from);
      else qsort(v + from, to - from, sizeof *v, vn_by_size);
      continue;
    }
    size_t middle = split(v, from, to);
    stack[depth].from = from, stack[depth++].to = middle;
    stack[depth].from = middle, stack[depth++].to = to;
  }
}

void vn_quantiles(double *v, size_t n, const double *share, size_t n_shares,
                  double *to) {
  sort_around(v, n, share, n_shares);
  for (size_t q = 0; q < n_shares; q++) to[q] = vn_quantile(v, n, share[q]);
}
