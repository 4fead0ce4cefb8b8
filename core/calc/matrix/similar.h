// How alike the rows, or the columns, of a matrix are, pair by pair. Cells
// that are missing in either of two lines are left out for that pair.
#ifndef VN_SIMILAR_H
#define VN_SIMILAR_H

#include "data/matrix.h"

typedef enum {
  VN_CORRELATION,  // Pearson; missing when one of the lines has no spread
  VN_COSINE,       // missing when one of the lines is all 0
  VN_JACCARD,      // of lines of 0 and 1; missing when both are all 0
  VN_EUCLIDEAN     // a distance, scaled up for the cells left out
} VnLikeness;

// A square matrix with the names of the lines on both sides.
VnMatrix *vn_matrix_likeness(const VnMatrix *matrix, VnLikeness likeness,
                             VnSide of, VnErr *err);

#endif
