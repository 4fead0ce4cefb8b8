// Every consistent scenario of a cross-impact matrix: each descriptor has the
// variant that the others promote most. Found exactly, by search over the
// variants with bounds on all descriptors, also those not yet decided.
#ifndef VN_CONSISTENT_H
#define VN_CONSISTENT_H

#include "calc/impact/balance.h"

#define VN_SEARCH_MEMORY ((size_t)1 << 30)

typedef struct {
  int64_t threshold;       // inconsistency allowed, on the balance's scale
  const uint64_t *domain;  // of each descriptor, a bit for each variant that
                           // it may take
  const VnForbidden *forbidden;
  size_t n_forbidden;
  uint64_t limit;  // stops when that many were found; 0: never
  double seconds;  // stops after that long; 0: never
  bool count_only;
  uint64_t top;    // lists only so many, those with the highest total impact
                   // scores, and these in their order; 0: all
  size_t memory;   // bytes that the search and its list may take; 0:
                   // VN_SEARCH_MEMORY
  size_t workers;  // threads; 0: one for each processor
} VnConsistent;

typedef struct {
  size_t n;          // listed
  uint8_t *variant;  // n x descriptors, counted from 0 in each descriptor
  char *count;       // how many there are, in decimal digits; of a search
                     // that was cut short, how many were found
  bool complete;     // all of them were found (and, unless only counted
                     // or the best, listed)
} VnScenarios;

// The bytes that a search over these descriptors needs at least beside its
// list. The list takes half of the memory at most, which is enough for `limit`
// scenarios of 6 bytes for each descriptor.
double vn_consistent_needs(const VnBalance *balance);

// Scenarios come in the same order for any number of threads. Fails when the
// memory is too little.
bool vn_consistent(const VnBalance *balance, const VnConsistent *wanted,
                   VnScenarios *found, VnErr *err);
void vn_scenarios_free(VnScenarios *found);

#endif
