// Alpha of many resamples of many units at once, where values are few: units
// are rows of counts, resamples are weights of units.
#ifndef VN_RELIABILITY_MANY_H
#define VN_RELIABILITY_MANY_H

#include "calc/agreement/reliability_point.h"

// Whether this way is open: alpha, not ordinal, few values, sums that floats
// hold exactly.
bool vn_alpha_many_fits(const VnAgreementTask *task);

// values[r] becomes alpha of replicate r, the same as one by one.
bool vn_alpha_many(const VnAgreementTask *task, double *values, VnErr *err);

#endif
