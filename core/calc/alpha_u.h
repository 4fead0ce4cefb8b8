// How far coders agree who cut a continuum into coded stretches and gaps.
#ifndef VN_ALPHA_U_H
#define VN_ALPHA_U_H

#include "calc/stretches.h"

// u-alpha of 2016: a coder's stretches cut the continuum into codes and gaps;
// with `binary` into marked and gaps only. Source: Krippendorff, Mathet,
// Bouvry and Widloecher, Quality and Quantity 50 (2016), 2347-2364.
bool vn_alpha_u(const VnFrame *frame, const VnStretchRows *rows, bool binary,
                VnUnitizing *found, VnErr *err);

#endif
