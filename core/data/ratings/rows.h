// What tables of ratings have in common whose rows are units.
#ifndef VN_RATINGS_ROWS_H
#define VN_RATINGS_ROWS_H

#include "data/ratings.h"

// The columns of those names, a list to vn_free.
const VnColumn **vn_rating_columns(const VnFrame *frame, const VnNames *names,
                                   VnErr *err);

// What is known of each row's unit: its name and its cluster, from columns
// that may be NULL.
bool vn_rating_units(VnRatings *ratings, const VnFrame *frame, const char *unit,
                     const char *cluster, VnErr *err);

#endif
