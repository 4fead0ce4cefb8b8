#include "calc/levers.h"

#include <math.h>

#include "calc/sum.h"

static double best_of(const double *values, size_t n_levers, size_t n_futures,
                      size_t future) {
  double best = values[future];
  for (size_t k = 1; k < n_levers; k++)
    best = fmax(best, values[k * n_futures + future]);
  return best;
}

void vn_levers(const double *values, size_t n_levers, size_t n_futures,
               VnLever *levers) {
  for (size_t k = 0; k < n_levers; k++) {
    const double *own = values + k * n_futures;
    VnSum sum = {0}, lost = {0};
    levers[k] = (VnLever){.worst = own[0]};
    for (size_t i = 0; i < n_futures; i++) {
      double regret = best_of(values, n_levers, n_futures, i) - own[i];
      vn_sum_add(&sum, own[i]);
      vn_sum_add(&lost, regret);
      levers[k].worst = fmin(levers[k].worst, own[i]);
      levers[k].largest_regret = fmax(levers[k].largest_regret, regret);
    }
    levers[k].mean = vn_sum_value(sum) / (double)n_futures;
    levers[k].mean_regret = vn_sum_value(lost) / (double)n_futures;
  }
}
