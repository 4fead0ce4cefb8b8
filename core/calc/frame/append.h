// One frame's rows below another's.
#ifndef VN_APPEND_H
#define VN_APPEND_H

#include "data/frame.h"

// The cells of both in one column: of the same type, or integers and numbers,
// or any type with a column that has no values. The sentence says what the
// two are, not what they are called.
VnColumn *vn_append_column(const VnColumn *above, const VnColumn *below,
                           VnErr *err);

// By name, in the first frame's order of columns; both have the same names.
VnFrame *vn_append(const VnFrame *above, const VnFrame *below, VnErr *err);

#endif
