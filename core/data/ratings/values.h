// The values that some columns hold, numbered in their order: numbers by
// size, anything else as texts.
#ifndef VN_RATINGS_VALUES_H
#define VN_RATINGS_VALUES_H

#include "data/ratings/frame.h"

typedef struct {
  VnNames *names;
  double *score;   // NaN: a text
  int32_t *codes;  // column by column, each cell's value or VN_NOT_RATED
} VnValues;

bool vn_values_new(const VnColumn *const *columns, size_t n_columns,
                   size_t n_rows, VnRatingRules rules, VnValues *values,
                   VnErr *err);
void vn_values_free(VnValues *values);

// Each label as a number, all or none (then NaN).
double *vn_values_scores(const VnNames *names, VnErr *err);

#endif
