// With whom the runs of a partition put each node.
#ifndef VN_COMPANY_H
#define VN_COMPANY_H

#include "data/frame.h"
#include "data/partition.h"

// node, community, with_own, next, with_next: the mean share of the other
// members of its community that a run puts together with the node, and that
// of the members of the next likely community (missing: of none). A node that
// is alone in its community is always with its own.
VnFrame *vn_company(const VnPartition *partition, VnErr *err);

#endif
