// Who codes what: each unit for one coder, a share of them for several, so
// that agreement can be told.
#ifndef VN_CODING_PLAN_H
#define VN_CODING_PLAN_H

#include "data/coding.h"

typedef struct {
  const VnNames *coders;
  double overlap;    // share of the units that are shared, 0 to 1,
  size_t n_sharing;  // by so many coders each
  const char *type;  // the column that types of sources are in, or NULL
  uint64_t seed;
} VnCodingPlan;

// A row for each unit and coder: unit, coder, shared; units in their order.
// Units are gone through type by type, in random order within each: shared
// ones are spread evenly, all coders get as many units in all and nearly as
// many of each type, and all pairs of coders share nearly as many (a balanced
// incomplete block design as far as the numbers allow).
VnFrame *vn_coding_plan(const VnCoding *coding, const VnCodingPlan *plan,
                        VnErr *err);

#endif
