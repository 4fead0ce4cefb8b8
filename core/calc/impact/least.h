// The least inconsistent scenarios, with proof that no other is less so.
#ifndef VN_LEAST_H
#define VN_LEAST_H

#include "calc/impact/consistent.h"

// All scenarios within the smallest threshold that leaves at least k of them
// (or every scenario there is, when there are fewer); *threshold says which.
// A search cut short by wanted->seconds is not complete.
bool vn_least(const VnBalance *balance, const VnConsistent *wanted, uint64_t k,
              VnScenarios *found, int64_t *threshold, VnErr *err);

#endif
