// The scenario after each of all scenarios, by their numbers.
#ifndef VN_SUCCESSOR_H
#define VN_SUCCESSOR_H

#include "calc/impact/succession.h"

typedef struct {
  const VnBalance *balance;
  VnSuccessionRule rule;
  const int64_t *speed;  // of each descriptor; adiabatic only
  uint32_t n;            // scenarios
  uint32_t *after;       // of each of them, to be filled
  size_t workers;        // threads; 0: one for each processor
} VnSuccessors;

// Scenarios are counted through, the last descriptor changing fastest.
bool vn_successors(const VnSuccessors *wanted, VnErr *err);

// The scenario of that number.
void vn_scenario_decode(const VnBalance *balance, uint64_t number,
                        uint8_t *variant);

#endif
