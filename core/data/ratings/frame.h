// Ratings from the tables that analysts keep them in.
#ifndef VN_RATINGS_FRAME_H
#define VN_RATINGS_FRAME_H

#include "data/ratings.h"

// What could be said, in order; whether an empty cell says something (the
// empty set) or is missing; and what units belong to.
typedef struct {
  VnNames *categories;  // NULL: whatever is said, sorted
  bool empty_is_said;
  const char *cluster;  // the column that tells which units belong together,
                        // or NULL
} VnRatingRules;

// A row for each unit, the named columns hold what each coder said. `unit`
// names the column with the units' names, or is NULL.
VnRatings *vn_ratings_from_wide(const VnFrame *frame, const char *unit,
                                const VnNames *coders, VnRatingRules rules,
                                VnErr *err);

// A row for each rating.
VnRatings *vn_ratings_from_long(const VnFrame *frame, const char *unit,
                                const char *coder, const char *value,
                                VnRatingRules rules, VnErr *err);

// How often the first coder said the row's value and the second the column's;
// `row` names the column with the rows' values.
VnRatings *vn_ratings_from_contingency(const VnFrame *frame, const char *row,
                                       VnErr *err);

// How many coders said each value, a row for each unit, a column of `values`
// for each value.
VnRatings *vn_ratings_from_counts(const VnFrame *frame, const char *unit,
                                  VnNames *values, const char *cluster,
                                  VnErr *err);

#endif
