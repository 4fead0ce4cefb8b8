// Sorting rows by columns.
#ifndef VN_ORDER_H
#define VN_ORDER_H

#include "data/frame.h"

// One column to sort by; a leading "-" in front of its name asks for the
// greatest first.
typedef const char *VnSortKey;

// The rows in the order of the first key, ties in that of the next, then as
// they were. Missing cells come last either way.
VnFrame *vn_sort(const VnFrame *frame, const VnSortKey *keys, size_t n,
                 VnErr *err);

#endif
