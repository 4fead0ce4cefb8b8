// How the runs of a system spread, step by step.
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "calc/pool.h"
#include "calc/quantile.h"
#include "calc/sum.h"
#include "calc/system_block.h"
#include "data/memory.h"
#include "data/stop.h"

#define FEW 24  // numbers that are sorted by insertion

// A series is a driver at a step; so many are worked out in one go.
typedef struct {
  const VnSystem *system;
  const VnFan *fan;
  size_t from, to;
  double *values;  // series x runs
} Work;


// ---- gathering ----

static bool follow_series(const VnBlock *b, void *given, size_t step,
                          VnErr *err) {
  const Work *w = given;
  (void)err;
  for (size_t k = 0; k < w->fan->n_drivers; k++) {
    size_t series = step * w->fan->n_drivers + k;
    if (series < w->from || series >= w->to) continue;
    const double *x = vn_block_values(b, step, w->fan->driver[k]);
    double *to = w->values + (series - w->from) * b->system->n_runs + b->first;
    memcpy(to, x, b->n * sizeof *to);
  }
  return true;
}


// ---- quantiles ----

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

static bool wants_any(const VnFan *fan, size_t n, size_t from, size_t to) {
  for (size_t q = 0; q < fan->n_shares; q++) {
    double place = fan->share[q] * (double)(n - 1);
    if (ceil(place) >= (double)from && floor(place) < (double)to) return true;
  }
  return false;
}

// Sorts as far as the quantiles need it.
static void sort_around(const VnFan *fan, double *v, size_t n) {
  struct {
    size_t from, to;
  } stack[64];
  size_t depth = 0;
  stack[depth].from = 0, stack[depth++].to = n;
  while (depth > 0) {
    size_t from = stack[--depth].from, to = stack[depth].to;
    if (!wants_any(fan, n, from, to)) continue;
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

static bool measure_series(void *given, size_t k, VnErr *err) {
  const Work *w = given;
  const VnFan *fan = w->fan;
  size_t n = w->system->n_runs;
  double *v = w->values + k * n;
  double *to = fan->to + (w->from + k) * (1 + fan->n_shares);
  VnSum sum = {0};
  for (size_t i = 0; i < n; i++) vn_sum_add(&sum, v[i]);
  to[0] = vn_sum_value(sum) / (double)n;
  if (!isfinite(to[0])) {
    size_t driver = fan->driver[(w->from + k) % fan->n_drivers];
    return vn_fail(err, "driver \"%s\" grows beyond all numbers",
                   w->system->driver[driver].name);
  }
  sort_around(fan, v, n);
  for (size_t q = 0; q < fan->n_shares; q++) {
    to[1 + q] = vn_quantile(v, n, fan->share[q]);
  }
  return !vn_stopped(err);
}


// ---- in as many goes as memory wants ----

bool vn_system_fan(const VnSystem *system, const VnFan *fan, VnErr *err) {
  size_t n = (system->n_steps + 1) * fan->n_drivers;
  double fits = fan->memory / ((double)system->n_runs * sizeof(double));
  size_t at_once = fits < 1 ? 1 : fits < (double)n ? (size_t)fits : n;
  Work w = {.system = system,
            .fan = fan,
            .values = vn_alloc(at_once, system->n_runs * sizeof(double))};
  bool done = w.values || vn_fail_memory(err, "measuring how runs spread");
  for (w.from = 0; done && w.from < n; w.from = w.to) {
    w.to = n - w.from < at_once ? n : w.from + at_once;
    done = vn_system_follow(system, follow_series, &w, err) &&
           vn_pool(w.to - w.from, 0, measure_series, &w, err);
  }
  vn_free(w.values);
  return done;
}
