// Scenarios as a frame: a column for each descriptor with the variant's name,
// then what is known of the scenario.
#ifndef VN_SCENARIO_FRAME_H
#define VN_SCENARIO_FRAME_H

#include "calc/impact/basins.h"
#include "calc/impact/consistent.h"
#include "calc/impact/ensemble.h"
#include "data/frame.h"

// One row a scenario: the descriptors; inconsistency, the largest lack of a
// descriptor behind its best variant; consistency, the smallest lead before
// the best rival, below 0 where it is behind; total_impact, the sum of the
// scores; id and label (see scenario_name.h). In the order found.
VnFrame *vn_scenario_frame(const VnBalance *balance, const uint8_t *variant,
                           size_t n, VnErr *err);

// The descriptors; weight, how many scenarios end there; share of all; low and
// high, its 95 % interval where a sample was followed, else missing; cycle,
// how many scenarios the attractor goes round; id.
VnFrame *vn_basin_frame(const VnBalance *balance, const VnBasins *basins,
                        VnErr *err);

// The descriptors; members, in how many the scenario is consistent; share of
// all; low and high, the 95 % interval of a share found with so many members;
// id.
VnFrame *vn_ensemble_frame(const VnBalance *balance, const VnEnsemble *ensemble,
                           uint64_t members, VnErr *err);

// A frame whose first columns are the descriptors of n scenarios; the others,
// called so, are for the caller to fill, and may still be NULL.
VnFrame *vn_descriptor_frame(const VnBalance *balance, const uint8_t *variant,
                             size_t n, const char *const *others,
                             size_t n_others, VnErr *err);

#endif
