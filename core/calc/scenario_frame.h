// Scenarios as a frame: a column for each descriptor with the variant's name,
// then what the scenario is worth.
#ifndef VN_SCENARIO_FRAME_H
#define VN_SCENARIO_FRAME_H

#include "calc/consistent.h"
#include "data/frame.h"

// One row a scenario: the descriptors; inconsistency, the largest lack of a
// descriptor behind its best variant; consistency, the smallest lead before
// the best rival, below 0 where it is behind; total_impact, the sum of the
// scores. In the order found.
VnFrame *vn_scenario_frame(const VnBalance *balance, const uint8_t *variant,
                           size_t n, VnErr *err);

#endif
