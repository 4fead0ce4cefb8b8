// Scenarios of a morphological field, judged by what pairs of their variants
// were rated: Zwicky's box, consistency matrices, field anomaly relaxation.
#ifndef VN_PAIR_FRAME_H
#define VN_PAIR_FRAME_H

#include "calc/impact/balance.h"
#include "data/frame.h"

// One row a scenario: the descriptors; total, the sum of the ratings of its
// pairs, which stand in both halves of the matrix; mean of those that were
// rated; worst, the lowest; partial, how many are at or below `partial`; id
// and label (see scenario_name.h). In the order given.
VnFrame *vn_pair_frame(const VnBalance *balance, const uint8_t *variant,
                       size_t n, double partial, VnErr *err);

#endif
