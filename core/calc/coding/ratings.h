// What coders said of one code, unit by unit, for agreement between them.
#ifndef VN_CODING_RATINGS_H
#define VN_CODING_RATINGS_H

#include "data/coding.h"
#include "data/ratings.h"

// Of each unit and coder: 1 where the coder gave the code, 0 where the coder
// looked at the unit and did not, else not rated.
VnRatings *vn_coding_ratings(const VnCoding *coding, uint32_t code, VnErr *err);

// Ratings of n units by the same coders, no and yes, that are the caller's to
// fill and to count.
VnRatings *vn_yes_no_ratings(const VnCoding *coding, size_t n_units,
                             VnErr *err);

#endif
