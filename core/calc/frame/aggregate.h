// One row for each group of rows: counts, sums, means and their like.
#ifndef VN_AGGREGATE_H
#define VN_AGGREGATE_H

#include "data/frame.h"

// One column of the result. Missing cells are skipped; a group without
// values gives a missing cell, except for the counts.
typedef struct {
  const char *name;      // of the new column
  const char *function;  // "count", "sum", ...
  const char *column;    // what it is applied to; NULL: the rows themselves
} VnAggregate;

// The columns of `by` with their distinct values, in order of appearance,
// and one more for each of `wanted`.
VnFrame *vn_aggregate(const VnFrame *frame, const char *const *by, size_t n_by,
                      const VnAggregate *wanted, size_t n_wanted, VnErr *err);

#endif
