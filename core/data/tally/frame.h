// A tally as frames and matrices.
#ifndef VN_TALLY_FRAME_H
#define VN_TALLY_FRAME_H

#include "data/frame.h"
#include "data/matrix.h"
#include "data/tally.h"

// The pairs that meet, which are listed, period by period: a, b, period, count; with weights
// count is their sum, and n_groups says how often they meet.
VnFrame *vn_tally_pairs(const VnTally *tally, VnErr *err);

// In how many groups each member is: member, period, n_groups; those that are
// in one at least.
VnFrame *vn_tally_members(const VnTally *tally, VnErr *err);

// How many groups have so many members: period, size, n_groups.
VnFrame *vn_tally_sizes(const VnTally *tally, VnErr *err);

// Members by members, 0 on the diagonal.
VnMatrix *vn_tally_matrix(const VnTally *tally, size_t period, VnErr *err);

#endif
