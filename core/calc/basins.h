// Attractors of a succession and their basins: where every scenario ends up
// when descriptors follow the judgements, and how many end up there.
#ifndef VN_BASINS_H
#define VN_BASINS_H

#include "calc/succession.h"

typedef struct {
  VnSuccessionRule rule;
  const int64_t *speed;  // of each descriptor; adiabatic only
  size_t memory;         // bytes that may be taken; more: a sample is drawn
  uint64_t starts;       // of the sample
  uint64_t seed;
  size_t workers;  // threads; 0: one for each processor
} VnBasinOptions;

typedef struct {
  size_t n;          // attractors, the largest basin first
  uint8_t *variant;  // n x descriptors: the scenario, or of a cycle the one
                     // that comes first in the order of all scenarios
  uint64_t *weight;  // scenarios (or starts of the sample) that end there
  uint64_t *cycle;   // how many scenarios it goes round; 1: it holds
  uint64_t total;    // sum of the weights
  bool exact;        // every scenario was followed
} VnBasins;

bool vn_basins(const VnBalance *balance, const VnBasinOptions *options,
               VnBasins *basins, VnErr *err);
void vn_basins_free(VnBasins *basins);

#endif
