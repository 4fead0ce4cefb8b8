// Rows of a frame by their numbers, which count from 0 in C: what filter,
// sort, join and group all end in.
#ifndef VN_TAKE_H
#define VN_TAKE_H

#include "data/frame.h"

// The rows numbered by `rows`, in that order; VN_NO_ROW gives missing cells.
VnColumn *vn_take_column(const VnColumn *from, const VnRow *rows, size_t n);
VnFrame *vn_take(const VnFrame *from, const VnRow *rows, size_t n, VnErr *err);

#endif
