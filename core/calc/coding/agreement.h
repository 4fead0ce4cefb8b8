// How far coders agree on the codes of a coding.
#ifndef VN_CODING_AGREEMENT_H
#define VN_CODING_AGREEMENT_H

#include "calc/coding/decisions.h"
#include "data/frame.h"

// Units of one source hang together: low and high hold the middle part of the
// values when sources (or other clusters) are drawn anew, from VN_FEW_CLUSTERS
// of them on, and below that the least and greatest with one left out (no
// least where nothing varies then). Units without a source are together one
// more.

// On each code: code, value, low, high, percent (the share of units looked at
// by two coders or more in which all agree, two by two).
VnFrame *vn_coding_agreement(const VnDecisionPlan *plan, VnErr *err);

// On each code, of each two coders: code, a, b, n_units, agreement; without
// ranges.
VnFrame *vn_coding_agreement_of_pairs(const VnDecisionPlan *plan, VnErr *err);

// On all codes at once: every code and unit is a decision.
bool vn_coding_pooled(const VnDecisionPlan *plan, VnAgreement *found,
                      VnErr *err);

#endif
