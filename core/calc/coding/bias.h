// Whether a coding rests on some kinds of sources more than on others.
#ifndef VN_CODING_BIAS_H
#define VN_CODING_BIAS_H

#include "data/coding.h"

typedef struct {
  size_t n_sources;  // with a mark
  size_t n_without;  // without one
  double entropy;    // of the sources over the marks, in bits
  double evenness;   // entropy over that of equal shares; NaN: one mark
  double chi2, p;    // against the target; NaN without one
  size_t n_few;      // marks whose target lets expect fewer than five sources
} VnBias;

// Of each source a mark, or UINT32_MAX; `target` has the share that each of
// the marks should have, which add up to 1, or is NULL. A row for each mark:
// value (its number), sources, units, share (of the sources), low, high
// (Wilson), target. Source of the entropy: Shannon (1948); p is that of
// Pearson's chi-square.
VnFrame *vn_coding_bias(const VnCoding *coding, const uint32_t *mark,
                        uint32_t n_marks, const double *target, VnBias *bias,
                        VnErr *err);

#endif
