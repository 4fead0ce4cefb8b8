// A short number that tells whether two tables hold the same: names, cells
// and their order. It says so in a result's record of its inputs.
#ifndef VN_FINGERPRINT_H
#define VN_FINGERPRINT_H

#include <stdint.h>

#include "data/frame.h"
#include "data/matrix.h"

// FNV-1a, 64 bits, over the names and cells as text and little-endian numbers.
bool vn_fingerprint_matrix(const VnMatrix *matrix, uint64_t *print, VnErr *err);
bool vn_fingerprint_frame(const VnFrame *frame, uint64_t *print, VnErr *err);

#endif
