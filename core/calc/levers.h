// What levers are worth over several futures.
// Source of regret: Savage, The theory of statistical decision, Journal of the
// American Statistical Association 46 (1951), 55-67.
#ifndef VN_LEVERS_H
#define VN_LEVERS_H

#include <stddef.h>

typedef struct {
  double mean, worst;
  double largest_regret, mean_regret;  // lost on the best lever of each future
} VnLever;

// values: levers x futures, the more the better; one future at least.
void vn_levers(const double *values, size_t n_levers, size_t n_futures,
               VnLever *levers);

#endif
