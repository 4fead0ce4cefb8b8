// Whether the rows of groups stand together in a table that comes in pieces.
#ifndef VN_TOGETHER_H
#define VN_TOGETHER_H

#include "data/frame.h"
#include "data/natural.h"

// Looks through a column of texts, none of which is missing: `orders` keeps
// those in which all groups come, and `last` is told the row that the last
// group begins at. When no order is left, a group may come again.
bool vn_groups_together(const VnFrame *frame, const char *column,
                        VnOrders *orders, size_t *last, VnErr *err);

#endif
