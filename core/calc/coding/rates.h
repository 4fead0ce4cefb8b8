// How often codes, or pairs of them, are given, period by period.
#ifndef VN_CODING_RATES_H
#define VN_CODING_RATES_H

#include "calc/coding/occurrence.h"

typedef struct {
  bool pairs;      // of codes, instead of single ones
  uint64_t least;  // units that an item must have
} VnRatePlan;

// Marks are periods, n_marks of them, also empty ones. A row for each item and
// period: code (or a, b), period, units, of (units in the period), sources
// (with the item), share, low, high (Wilson's 95 % interval); share is missing
// where there are no units.
VnFrame *vn_coding_rates(const VnCoding *coding, const VnSourceMarks *marks,
                         const VnRatePlan *plan, VnErr *err);

#endif
