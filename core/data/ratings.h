// Ratings: what each coder said of each unit, as numbers of values. From them
// all coefficients of agreement are worked out.
#ifndef VN_RATINGS_H
#define VN_RATINGS_H

#include <stddef.h>
#include <stdint.h>

#include "data/frame.h"

#define VN_NOT_RATED (-1)

typedef struct {
  VnNames *values;  // all that was or could be said, in order
  double *score;    // each value as a number; NaN: it is a text
  size_t n_values, n_units, n_coders;  // n_coders: the most a unit can have

  int32_t *cell;     // units x coders; NULL: who said what is not known
  VnNames *coders;   // NULL with `cell`
  VnColumn *labels;  // the units' names, or NULL

  uint32_t *cluster;  // of each unit, or VN_NO_LABEL; NULL: each is its own
  size_t n_clusters;

  uint64_t *start;  // unit u has the entries start[u] .. start[u + 1] - 1:
  uint32_t *value;  // a different value each, ascending,
  uint32_t *times;  // and how many coders said it
  size_t n_ratings;
  size_t n_left_out;  // rows of the table that named no unit or coder
} VnRatings;

// Shares the values; the cells are the caller's to fill (all not rated).
VnRatings *vn_ratings_new(VnNames *values, const double *score, size_t n_units,
                          VnNames *coders, VnErr *err);

// Without known coders: the entries are the caller's to fill.
VnRatings *vn_ratings_of_counts(VnNames *values, const double *score,
                                size_t n_units, size_t n_entries, VnErr *err);
void vn_ratings_free(VnRatings *ratings);

// Counts the cells into entries; to be called once they are filled.
bool vn_ratings_count(VnRatings *ratings, VnErr *err);

// Tells which units belong together, n_clusters of which there are; NULL: none
// do. To be called once.
bool vn_ratings_cluster(VnRatings *ratings, const uint32_t *cluster,
                        size_t n_clusters, VnErr *err);

// How many ratings a unit has.
size_t vn_ratings_of_unit(const VnRatings *ratings, size_t unit);

// The same units with one value against all others: 1 and 0.
VnRatings *vn_ratings_collapse(const VnRatings *ratings, size_t value,
                               VnErr *err);

// The ratings of two of the coders only.
VnRatings *vn_ratings_pair(const VnRatings *ratings, size_t a, size_t b,
                           VnErr *err);

#endif
