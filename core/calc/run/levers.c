#include "calc/run/levers.h"

#include <math.h>

#include "calc/sum.h"

static double better(double a, double b, bool more_is_better) {
  return more_is_better ? fmax(a, b) : fmin(a, b);
}

static double best_of(const double *const *values, size_t n_levers, size_t i,
                      bool more_is_better) {
  double best = values[0][i];
  for (size_t k = 1; k < n_levers; k++)
    best = better(best, values[k][i], more_is_better);
  return best;
}

void vn_levers(const double *const *values, size_t n_levers, size_t n_cases,
               bool more_is_better, VnLever *levers) {
  for (size_t k = 0; k < n_levers; k++) {
    VnSum sum = {0}, lost = {0};
    levers[k] = (VnLever){.worst = values[k][0]};
    for (size_t i = 0; i < n_cases; i++) {
      double value = values[k][i];
      double regret =
          fabs(best_of(values, n_levers, i, more_is_better) - value);
      vn_sum_add(&sum, value);
      vn_sum_add(&lost, regret);
      levers[k].worst = better(levers[k].worst, value, !more_is_better);
      levers[k].largest_regret = fmax(levers[k].largest_regret, regret);
    }
    levers[k].mean = vn_sum_value(sum) / (double)n_cases;
    levers[k].mean_regret = vn_sum_value(lost) / (double)n_cases;
  }
}
