// How closely the members of a tally go together, pair by pair.
#ifndef VN_RELATE_TALLY_H
#define VN_RELATE_TALLY_H

#include "calc/linkage/relate.h"
#include "data/frame.h"
#include "data/tally.h"

// The pairs as vn_tally_pairs gives them, and `relatedness`. Totals are the
// groups a member is in (VN_TOTAL_DIAGONAL), or the sums of its counts, or
// weights, with others (VN_TOTAL_SUMS), period by period.
VnFrame *vn_tally_relate(const VnTally *tally, VnRelation relation,
                         VnTotals totals, VnErr *err);

#endif
