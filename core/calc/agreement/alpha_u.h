// How far coders agree who cut a continuum into coded stretches and gaps.
#ifndef VN_ALPHA_U_H
#define VN_ALPHA_U_H

#include "calc/agreement/stretches.h"

typedef enum {
  VN_U_ALPHA,       // where marks are, and which code they have
  VN_BINARY_ALPHA,  // where marks are
  VN_CODING_ALPHA   // which code they have, where coders' marks meet
} VnAlphaU;

// The u-alpha family of 2016; VN_CODING_ALPHA also puts a frame of its codes
// into `codes`: code, n_stretches, coverage (the share of its length on which
// other coders have marks, too), agreement ((k)u-alpha; NaN where the code
// never meets a mark). Source: Krippendorff, Mathet, Bouvry and Widloecher,
// Quality and Quantity 50 (2016), 2347-2364. A stretch counts in the chance
// correction by the length that others' pieces share with it, squared, which
// gives the printed 0.724 of Krippendorff, Content Analysis, 4th ed. (2019),
// fig. 12.11.
bool vn_alpha_u(const VnFrame *frame, const VnStretchRows *rows, VnAlphaU how,
                VnUnitizing *found, VnFrame **codes, VnErr *err);

#endif
