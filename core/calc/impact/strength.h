// How strongly descriptors act on each other, for structural analysis.
#ifndef VN_IMPACT_STRENGTH_H
#define VN_IMPACT_STRENGTH_H

#include "data/impact.h"
#include "data/matrix.h"

// Descriptors x descriptors: the mean size of the judgements of the row's
// variants on the column's; missing ones count as 0, and so does what a
// descriptor says about itself.
VnMatrix *vn_impact_strength(const VnImpact *x, VnErr *err);

#endif
