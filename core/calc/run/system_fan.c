// How the runs of a system spread, step by step.
#include <math.h>
#include <string.h>

#include "calc/pool.h"
#include "calc/chance/quantiles.h"
#include "calc/sum.h"
#include "calc/run/system_block.h"
#include "data/memory.h"
#include "data/stop.h"

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
  vn_quantiles(v, n, fan->share, fan->n_shares, to + 1);
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
