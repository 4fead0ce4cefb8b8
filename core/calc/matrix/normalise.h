// Brings cells to a common scale, within each row, each column, or over all.
// A line without spread or with a sum of 0 has no scale: its cells become
// missing.
#ifndef VN_NORMALISE_H
#define VN_NORMALISE_H

#include "data/matrix.h"

typedef enum {
  VN_SHARE,    // x / sum; fails on a negative cell
  VN_LARGEST,  // x / largest |x|
  VN_Z         // (x - mean) / standard deviation (n - 1)
} VnNormal;

VnMatrix *vn_matrix_normalise(const VnMatrix *matrix, VnNormal normal,
                              VnSide within, VnErr *err);

#endif
