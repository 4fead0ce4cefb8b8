// In which periods codes burst.
#ifndef VN_CODING_BURST_H
#define VN_CODING_BURST_H

#include "calc/burst.h"
#include "calc/fdr.h"
#include "calc/permute.h"

typedef struct {
  uint64_t least;  // units that a code must have to be looked at
  VnBurstRule rule;
  VnPermutePlan permute;
  VnFdr fdr;
} VnBurstPlan;

// Marks are periods, strata what dates are exchanged within. A row for each
// burst: code, from, to (periods), units (with the code in them), of (units in
// them), weight, p, q. p belongs to the code: that its heaviest burst is as
// heavy when dates are exchanged; q is judged over all codes looked at.
VnFrame *vn_coding_bursts(const VnCoding *coding, const VnSourceMarks *marks,
                          const VnBurstPlan *plan, VnErr *err);

#endif
