#include "calc/coding/ratings.h"

VnRatings *vn_yes_no_ratings(VnNames *coders, size_t n_units, VnErr *err) {
  static const char *const labels[] = {"no", "yes"};
  static const double score[] = {0, 1};
  VnNames *values = vn_names_new(labels, 2, "value", err);
  VnRatings *r =
      values ? vn_ratings_new(values, score, n_units, coders, err) : NULL;
  vn_names_free(values);
  return r;
}
