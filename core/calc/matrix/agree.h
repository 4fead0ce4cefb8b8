// How far judges agree: rows of the matrix are judges, columns what they
// judge; a missing cell was not judged.
#ifndef VN_AGREE_H
#define VN_AGREE_H

#include "data/matrix.h"

typedef struct {
  double w;  // NaN when undefined: fewer than two judges, or all tied
  double chi2, df, p;
  size_t n_judges, n_left_out;  // complete ones, and the others
} VnConcordance;

// Kendall's W over the judges who judged everything, corrected for ties, and
// its chi-square test that there is no concordance (Kendall 1970, ch. 6).
bool vn_kendall(const VnMatrix *judges, VnConcordance *found, VnErr *err);

// Krippendorff's alpha with the ordinal metric, over whatever was judged at
// least twice; NaN when undefined, because nothing varies (Krippendorff 2011,
// "Computing Krippendorff's alpha-reliability").
bool vn_ordinal_alpha(const VnMatrix *judges, double *alpha, VnErr *err);

#endif
