// Rows that satisfy conditions on their cells.
#ifndef VN_FILTER_H
#define VN_FILTER_H

#include "data/frame.h"
#include "data/value.h"

typedef enum {
  VN_ONE_OF,  // any number of values; a missing one finds missing cells
  VN_BELOW,   // one value, as the other ranges
  VN_ABOVE,
  VN_AT_LEAST,
  VN_AT_MOST,
  VN_BETWEEN  // two values, both of which count as inside
} VnConditionKind;

typedef struct {
  const char *column;
  VnConditionKind kind;
  const VnValue *values;
  size_t n_values;
} VnCondition;

// The rows for which every condition holds, in their order. A missing cell
// satisfies no range. Fails when a value cannot be compared with the column.
VnFrame *vn_where(const VnFrame *frame, const VnCondition *conditions, size_t n,
                  VnErr *err);

// The numbers of those rows: a list to vn_free, or NULL.
VnRow *vn_where_rows(const VnFrame *frame, const VnCondition *conditions,
                     size_t n, size_t *n_found, VnErr *err);

#endif
