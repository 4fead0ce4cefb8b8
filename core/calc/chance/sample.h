// Many draws of several uncertain numbers at once, a column for each. What is
// drawn depends on the seed alone, however the work is divided.
#ifndef VN_SAMPLE_H
#define VN_SAMPLE_H

#include <stdbool.h>
#include <stdint.h>

#include "calc/chance/distribution.h"
#include "data/err.h"

typedef enum {
  VN_SAMPLE_LATIN,  // one draw in each of as many equal shares as draws, in an
                    // order drawn for each column (McKay and others 1979)
  VN_SAMPLE_SOBOL,  // the sequence of Sobol', scrambled by the seed
  VN_SAMPLE_SHIFTED,  // the same, shifted by the seed in each bit instead
  VN_SAMPLE_RANDOM    // independent draws
} VnSampling;

// The ways' names, in that order, then NULL.
extern const char *const vn_samplings[];

typedef struct {
  VnSampling sampling;
  size_t n_draws, n_columns;
  const VnDistribution *distribution;  // of each column
  const double *correlation;           // columns x columns, of ranks; or NULL
  uint64_t seed;
} VnSample;

// `columns` has room for n_draws in each. Correlated columns keep their values
// in another order (Iman and Conover, Communications in Statistics B 11
// (1982), 311-334). Fails on correlations that are not positive definite.
bool vn_sample(const VnSample *sample, double **columns, VnErr *err);

#endif
