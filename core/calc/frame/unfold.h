// Several values in one cell, laid out in rows.
#ifndef VN_UNFOLD_H
#define VN_UNFOLD_H

#include "data/frame.h"

// A row for each part of a text column's cells, between separators, without
// the blanks around it; the other columns' cells are repeated. Empty parts
// are none; a cell without any part, and a missing one, gives one missing.
VnFrame *vn_unfold(const VnFrame *frame, const char *column,
                   const char *separator, VnErr *err);

#endif
