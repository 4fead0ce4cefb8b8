// What levers are worth over several futures, or over many runs.
// Source of regret: Savage, The theory of statistical decision, Journal of the
// American Statistical Association 46 (1951), 55-67.
#ifndef VN_LEVERS_H
#define VN_LEVERS_H

#include <stdbool.h>
#include <stddef.h>

typedef struct {
  double mean, worst;
  double largest_regret, mean_regret;  // lost on the best lever of each case
} VnLever;

// values[k][i]: of lever k in case i; one case at least.
void vn_levers(const double *const *values, size_t n_levers, size_t n_cases,
               bool more_is_better, VnLever *levers);

#endif
