// In which periods codes burst.
#ifndef VN_CODING_BURST_H
#define VN_CODING_BURST_H

#include "calc/chance/burst.h"
#include "calc/chance/fdr.h"
#include "calc/chance/permute.h"

typedef struct {
  bool pairs;      // of codes, instead of single ones
  uint64_t least;  // units that an item must have to be looked at
  VnBurstRule rule;
  VnPermutePlan permute;
  VnFdr fdr;
} VnBurstPlan;

// Marks are periods, strata what dates are exchanged within. A row for each
// burst: code (or a, b), from, to (periods), units (with the item in them), of
// (units in them), weight, p, q. p belongs to the item: that its heaviest burst
// is as heavy when dates are exchanged; q is judged over all items looked at.
VnFrame *vn_coding_bursts(const VnCoding *coding, const VnSourceMarks *marks,
                          const VnBurstPlan *plan, VnErr *err);

#endif
