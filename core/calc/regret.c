#include "calc/regret.h"

#include <math.h>

#include "calc/sum.h"

static double best_of(const double *const *values, size_t n, size_t run,
                      bool more_is_better) {
  double best = values[0][run];
  for (size_t k = 1; k < n; k++) {
    best = more_is_better ? fmax(best, values[k][run])
                          : fmin(best, values[k][run]);
  }
  return best;
}

void vn_regret(const double *const *values, size_t n_choices, size_t n_runs,
               bool more_is_better, VnRegret *regret) {
  for (size_t k = 0; k < n_choices; k++) {
    VnSum sum = {0};
    regret[k].largest = 0;
    for (size_t i = 0; i < n_runs; i++) {
      double best = best_of(values, n_choices, i, more_is_better);
      double lost = fabs(best - values[k][i]);
      regret[k].largest = fmax(regret[k].largest, lost);
      vn_sum_add(&sum, lost);
    }
    regret[k].mean = n_runs > 0 ? vn_sum_value(sum) / (double)n_runs : 0;
  }
}
