// A coding kept as a table with a row for each unit (and coder) and a column
// of 0 and 1 for each code.
#ifndef VN_CODING_WIDE_H
#define VN_CODING_WIDE_H

#include "data/frame.h"

// A row for each 1, and one without a code for each row that has none: the
// other columns, and `code`. A row of which nothing is known is left out.
VnFrame *vn_coding_from_wide(const VnFrame *frame, const VnNames *codes,
                             VnErr *err);

#endif
