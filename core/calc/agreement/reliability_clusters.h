// The interval of a coefficient when clusters of units are drawn anew.
#ifndef VN_RELIABILITY_CLUSTERS_H
#define VN_RELIABILITY_CLUSTERS_H

#include "calc/agreement/reliability_point.h"

// By the clusters of the ratings; few are left out one by one. Sets low, high,
// n_undefined and n_clusters, those that have a unit that counts.
bool vn_agreement_clustered(const VnAgreementTask *task, VnAgreement *found,
                            VnErr *err);

#endif
