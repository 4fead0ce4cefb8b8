// What scenarios are called: a short text that stays the same wherever the
// scenario turns up, and a label of the variants in which it stands out.
#ifndef VN_SCENARIO_NAME_H
#define VN_SCENARIO_NAME_H

#include "calc/impact/balance.h"
#include "data/frame.h"

// Eight letters and digits (Crockford's base 32) of the names of the variants,
// in whatever order descriptors stand. NULL: no memory, or stopped.
VnColumn *vn_scenario_ids(const VnBalance *balance, const uint8_t *variant,
                          size_t n, VnErr *err);

// Up to three variants, those that fewest of the n scenarios hold, in the order
// of their descriptors; one whose name several descriptors have is preceded by
// its descriptor's. NULL: no memory, or stopped.
VnColumn *vn_scenario_labels(const VnBalance *balance, const uint8_t *variant,
                             size_t n, VnErr *err);

#endif
