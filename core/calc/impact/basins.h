// Attractors of a succession and their basins: where every scenario ends up
// when descriptors follow the judgements, and how many end up there.
#ifndef VN_BASINS_H
#define VN_BASINS_H

#include "calc/impact/succession.h"

typedef struct {
  VnSuccessionRule rule;
  const int64_t *speed;  // of each descriptor; adiabatic only
  size_t memory;         // bytes that may be taken; more: a sample is drawn
  uint64_t starts;       // of the sample
  uint64_t seed;
  size_t workers;  // threads; 0: one for each processor
} VnBasinOptions;

typedef struct {
  size_t n;          // attractors listed
  uint8_t *variant;  // n x descriptors: the scenario, or of a cycle the one
                     // that comes first in the order of all scenarios
  uint64_t *weight;  // scenarios (or starts of the sample) that end there
  uint64_t *cycle;   // how many scenarios it goes round; 1: it holds
  uint64_t *phase;   // those that end there in step with each scenario of its
                     // round, that first one in front; attractor by attractor.
                     // NULL unless every scenario was followed
  uint64_t total;    // sum of the weights, of all attractors
  bool exact;        // all scenarios are in the weights
  uint64_t n_unsettled;  // starts of the sample that were given up
  char **digits;  // of islands together: the weights as digits, as they may
                  // go beyond 2^64; `weight` is then NULL
  double *share;  // and the shares
  bool cut;       // of these only the largest are listed
} VnBasins;

// Of each island by itself, and these put together where each rule allows it:
// what one island does must not depend on how far another is. Else all
// scenarios where they fit into the memory, else a sample.

bool vn_basins(const VnBalance *balance, const VnBasinOptions *options,
               VnBasins *basins, VnErr *err);
void vn_basins_free(VnBasins *basins);

#endif
