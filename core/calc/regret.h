// What each of several choices loses against the best one, run by run.
// Source: Savage, The theory of statistical decision, Journal of the American
// Statistical Association 46 (1951), 55-67.
#ifndef VN_REGRET_H
#define VN_REGRET_H

#include <stdbool.h>
#include <stddef.h>

typedef struct {
  double largest, mean;
} VnRegret;

// values[k][i]: of choice k in run i.
void vn_regret(const double *const *values, size_t n_choices, size_t n_runs,
               bool more_is_better, VnRegret *regret);

#endif
