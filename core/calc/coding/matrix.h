// Codes x codes: how many units have both.
#ifndef VN_CODING_MATRIX_H
#define VN_CODING_MATRIX_H

#include "calc/coding/events.h"
#include "data/matrix.h"

#define VN_MATRIX_CODES 5000  // of more there would be too many cells

// Counts the groups of the view, such as units, that have both codes; on the
// diagonal, those that have the code. The coders are taken together.
VnMatrix *vn_coding_matrix(const VnCoding *coding, const VnCodingView *view,
                           VnErr *err);

#endif
