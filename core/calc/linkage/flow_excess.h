// Which flows from one sector to another are more than the sizes of both
// sides let expect.
#ifndef VN_FLOW_EXCESS_H
#define VN_FLOW_EXCESS_H

#include "calc/chance/fdr.h"
#include "data/frame.h"
#include "data/names.h"

typedef struct {
  const VnNames *sectors;
  const int32_t *groups;  // of each sector, numbers below n_groups: there are
  size_t n_groups;        // no flows inside one; NULL: flows are everywhere
  bool symmetric;         // no direction, each two sectors in one row
  double n_family;        // flows that could be
  VnFdr fdr;
} VnFlowExcess;

// `cells` has a row for each two sectors: from, to, count. Gives for each row
// expected, ratio, z, p, q.
//
// Expected is quasi-independence (Goodman, "The analysis of cross-classified
// data: independence, quasi-independence, and interactions in contingency
// tables with or without missing entries", 1968): each sector sends and
// receives as much as it does, to and from whom does not matter, except that
// what cannot flow does not. p is the upper tail of a binomial distribution of
// all flows; since both margins are fitted, too, it is rather too large.
VnFrame *vn_flow_excess(const VnFrame *cells, const VnFlowExcess *how,
                        VnErr *err);

#endif
