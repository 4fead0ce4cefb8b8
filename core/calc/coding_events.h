// A coding as groups and members: units, or sources, and their codes.
#ifndef VN_CODING_EVENTS_H
#define VN_CODING_EVENTS_H

#include "data/coding.h"
#include "data/events.h"

// Units as groups, the codes that anybody gave them as members; units coded
// with nothing are groups without members. Clusters are the sources, or what
// the column `cluster` of the units says. With `whole` sources are the groups,
// and each is a cluster.
VnEvents *vn_coding_events(const VnCoding *coding, bool whole,
                           const char *cluster, VnErr *err);

#endif
