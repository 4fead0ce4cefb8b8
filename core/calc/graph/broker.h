// Who stands between groups: the five roles of brokerage.
#ifndef VN_BROKER_H
#define VN_BROKER_H

#include "data/frame.h"
#include "data/graph.h"

// For each way a -> b -> c where there is no edge a -> c, node b is one of
//   coordinator     all three in one group
//   itinerant       a and c in one group, b in another
//   gatekeeper      b and c in one group: it lets in
//   representative  a and b in one group: it speaks for it
//   liaison         three groups
// node, group, these five, total. An edge without direction goes both ways.
// The frame's column `group` has a row for each node; ways over nodes without
// a group do not count. Source: Gould and Fernandez 1989.
VnFrame *vn_brokerage(const VnGraph *graph, const VnFrame *frame,
                      const char *group, VnErr *err);

#endif
