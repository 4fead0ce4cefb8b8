// The order of a network's nodes, told by their surroundings alone.
#ifndef VN_STANDING_H
#define VN_STANDING_H

#include "calc/space/network.h"

// Lists the nodes that have edges by the weights of their surroundings, equal
// ones by name; `order` has room for all. Gives how many there are, or -1.
int32_t vn_standing(const VnNetwork *net, const VnNames *nodes, int32_t *order,
                    VnErr *err);

#endif
