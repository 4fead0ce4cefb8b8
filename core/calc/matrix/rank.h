// Ranks of numbers with ties: of a plain list, for whoever needs them, and
// within the rows or columns of a matrix.
#ifndef VN_RANK_H
#define VN_RANK_H

#include "data/matrix.h"

// What equal numbers get: the mean of the places they fill (midranks), the
// least of these, or the same place with none left out after it.
typedef enum { VN_TIES_AVERAGE, VN_TIES_MIN, VN_TIES_DENSE } VnTies;

// The rank of each of n values, from 1; NaN keeps NaN and counts for nobody.
bool vn_rank(const double *values, size_t n, VnTies ties, bool largest_first,
             double *ranks, VnErr *err);

VnMatrix *vn_matrix_rank(const VnMatrix *matrix, VnSide within, VnTies ties,
                         bool largest_first, VnErr *err);

#endif
