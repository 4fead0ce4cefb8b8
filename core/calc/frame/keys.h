// Every cell as one unsigned number: equal for equal values, and ordered as
// they are. Sorting and grouping know nothing else of a column.
#ifndef VN_KEYS_H
#define VN_KEYS_H

#include "data/frame.h"

#define VN_NO_KEY UINT64_MAX  // of a missing cell

void vn_keys(const VnColumn *column, uint64_t *keys);

#endif
