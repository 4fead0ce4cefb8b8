// How far coders agree who marked stretches of a text or recording, each with
// a code, instead of rating units that were there before.
#ifndef VN_UNITIZE_H
#define VN_UNITIZE_H

#include "calc/agreement/stretches.h"

// Krippendorff's alpha_U of 2004: each code on its own, so that a coder's
// codes may overlap; with a row for each code: code, n_stretches, observed,
// expected, agreement. Source: Krippendorff, "Measuring the reliability of
// qualitative text analysis data", Quality and Quantity 38 (2004), 787-800.
VnFrame *vn_alpha_unitizing(const VnFrame *frame, const VnStretchRows *rows,
                            VnUnitizing *found, VnErr *err);

#endif
