// How far coders agree on all codes at once: every unit and code is a
// decision, yes or no.
#ifndef VN_CODING_POOLED_H
#define VN_CODING_POOLED_H

#include "calc/agreement/reliability.h"
#include "data/coding.h"

// Decisions on one unit hang together, and so do units of one source: low and
// high hold the middle part of the values when sources are drawn anew, from
// VN_FEW_CLUSTERS of them on, and below that the least and greatest with one
// left out (no least where nothing varies then). Units without a source are
// together one more. `n_sources` becomes how many have a decision that counts,
// 0 where sources are not known.
bool vn_coding_pooled(const VnCoding *coding, const VnAgreementPlan *plan,
                      VnAgreement *found, size_t *n_sources, VnErr *err);

#endif
