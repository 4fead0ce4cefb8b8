// A coding as frames: its rows and its units.
#ifndef VN_CODING_FRAME_H
#define VN_CODING_FRAME_H

#include "data/coding.h"

// A row for each coding, also of nothing: unit, coder, code.
VnFrame *vn_coding_to_rows(const VnCoding *coding, VnErr *err);

// The units with those numbers.
VnFrame *vn_coding_units(const VnCoding *coding, const uint32_t *units,
                         size_t n, VnErr *err);

#endif
