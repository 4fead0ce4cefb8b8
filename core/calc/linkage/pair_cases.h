// Pairs of members as their chance sees them: those of the same two classes
// of a fit and the same count have the same answer.
#ifndef VN_PAIR_CASES_H
#define VN_PAIR_CASES_H

#include "calc/chance/bipartite.h"

typedef struct {
  uint32_t low, high;  // classes
  double count;
  size_t pair;
} VnPairCase;

VnPairCase vn_pair_case(const VnBipartite *fit, uint32_t a, uint32_t b,
                        double count, size_t pair);

// False: no memory, or stopped.
bool vn_sort_pair_cases(VnPairCase *cases, size_t n, VnErr *err);

static inline bool vn_same_case(const VnPairCase *a, const VnPairCase *b) {
  return a->low == b->low && a->high == b->high && a->count == b->count;
}

#endif
