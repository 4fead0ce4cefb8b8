// What coders said of codes, yes or no.
#ifndef VN_CODING_RATINGS_H
#define VN_CODING_RATINGS_H

#include "data/ratings.h"

// Ratings of n units by those coders, no and yes, that are the caller's to
// fill and to count.
VnRatings *vn_yes_no_ratings(VnNames *coders, size_t n_units, VnErr *err);

#endif
