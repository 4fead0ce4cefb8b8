#include "calc/chance/quantiles.h"

#include <math.h>
#include <stdbool.h>
#include <stdlib.h>

#include "calc/chance/quantile.h"

#define FEW 24    // numbers that are sorted by insertion
#define MANY 256  // of more a sample is taken,
#define SAMPLE 31
#define BEYOND 2.5  // and a value so many of it beyond the place

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

// Splits v[from .. to) around a value of it that is not the greatest alone;
// gives where the larger part begins.
static size_t split(double *v, size_t from, size_t to, double pivot) {
  size_t i = from, k = to - 1;
  for (;;) {
    while (v[i] < pivot) i++;
    while (v[k] > pivot) k--;
    if (i >= k) return k + 1;
    double kept = v[i];
    v[i++] = v[k], v[k--] = kept;
  }
}

typedef struct {
  const double *share;
  size_t n_shares, n;  // shares, numbers
} Wanted;

// The first share whose place lies in a part; n_shares: there is none.
static size_t wanted_in(const Wanted *w, size_t from, size_t to) {
  size_t q = 0;
  for (; q < w->n_shares; q++) {
    double place = w->share[q] * (double)(w->n - 1);
    if (ceil(place) >= (double)from && floor(place) < (double)to) break;
  }
  return q;
}

// A little beyond the place that is wanted, as a sample says, so that the
// smaller part holds it: what lies in a tail is found by few steps, of which
// the machine foresees most.
static double sampled_pivot(const double *v, size_t from, size_t to,
                            double place) {
  double sample[SAMPLE];
  double part = (place - (double)from) / (double)(to - from);
  for (size_t i = 0; i < SAMPLE; i++)
    sample[i] = v[from + i * (to - from) / SAMPLE];
  insert_all(sample, SAMPLE);
  double rank = part * SAMPLE + (part < 0.5 ? BEYOND : -BEYOND);
  return sample[(size_t)fmin(fmax(rank, 1), SAMPLE - 2)];
}

static double pivot_of(const double *v, size_t from, size_t to, double place) {
  if (to - from > MANY) return sampled_pivot(v, from, to, place);
  return middle_of(v[from], v[from + (to - from) / 2], v[to - 1]);
}

// Sorts as far as the quantiles need it.
static void sort_around(double *v, const Wanted *wanted) {
  struct {
    size_t from, to;
  } stack[64];
  size_t depth = 0;
  stack[depth].from = 0, stack[depth++].to = wanted->n;
  while (depth > 0) {
    size_t from = stack[--depth].from, to = stack[depth].to;
    size_t q = wanted_in(wanted, from, to);
    if (q == wanted->n_shares) continue;
    if (to - from <= FEW || depth + 2 > 64) {
      if (to - from <= FEW) insert_all(v + from, to - from);
      else qsort(v + from, to - from, sizeof *v, vn_by_size);
      continue;
    }
    double place = wanted->share[q] * (double)(wanted->n - 1);
    size_t middle = split(v, from, to, pivot_of(v, from, to, place));
    stack[depth].from = from, stack[depth++].to = middle;
    stack[depth].from = middle, stack[depth++].to = to;
  }
}

void vn_quantiles(double *v, size_t n, const double *share, size_t n_shares,
                  double *to) {
  sort_around(v, &(Wanted){share, n_shares, n});
  for (size_t q = 0; q < n_shares; q++) to[q] = vn_quantile(v, n, share[q]);
}

size_t vn_limits(double *values, size_t n, double confidence, double *low,
                 double *high) {
  const double share[] = {(1 - confidence) / 2, (1 + confidence) / 2};
  double ends[] = {NAN, NAN};
  size_t n_known = 0;
  for (size_t i = 0; i < n; i++) {
    if (!isnan(values[i])) values[n_known++] = values[i];
  }
  if (n_known > 0) vn_quantiles(values, n_known, share, 2, ends);
  *low = ends[0], *high = ends[1];
  return n_known;
}
