// Which flows from one sector to another grow beside all flows, between two
// periods that share no year.
#ifndef VN_FLOW_GROWTH_H
#define VN_FLOW_GROWTH_H

#include "calc/chance/fdr.h"
#include "data/frame.h"
#include "data/names.h"

typedef struct {
  const VnNames *sectors;    // in the order of their names
  double n_before, n_after;  // all flows of each period
  double n_family;           // flows that could be
  double error;              // 0.05 for limits of 95 %
  VnFdr fdr;
} VnFlowGrowth;

// `cells` has a row for each pair of sectors, in their order: from, to,
// before, after. As vn_growth_frame() gives it, a being from and b to.
VnFrame *vn_flow_growth(const VnFrame *cells, const VnFlowGrowth *how,
                        VnErr *err);

#endif
