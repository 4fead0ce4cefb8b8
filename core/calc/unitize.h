// How far coders agree who marked stretches of a text or recording, each with
// a code, instead of rating units that were there before.
#ifndef VN_UNITIZE_H
#define VN_UNITIZE_H

#include "data/frame.h"

typedef struct {
  const char *coder, *start, *end, *code;  // columns; end is the first place
                                           // behind the stretch
  double from, to;  // the whole continuum; NaN: from the first to the last mark
} VnStretchRows;

typedef struct {
  double value, observed, expected;
  double from, to;  // the continuum
  size_t n_stretches, n_coders, n_codes;
  size_t n_left_out;  // rows with something missing
} VnUnitizing;

// Krippendorff's alpha_U of 2004: each code on its own, so that a coder's
// codes may overlap; with a row for each code: code, n_stretches, observed,
// expected, agreement. Source: Krippendorff, "Measuring the reliability of
// qualitative text analysis data", Quality and Quantity 38 (2004), 787-800.
VnFrame *vn_alpha_unitizing(const VnFrame *frame, const VnStretchRows *rows,
                            VnUnitizing *found, VnErr *err);

// u-alpha of 2016: a coder's stretches cut the continuum into codes and gaps;
// with `binary` into marked and gaps only. Source: Krippendorff, Mathet,
// Bouvry and Widloecher, Quality and Quantity 50 (2016), 2347-2364.
bool vn_alpha_u(const VnFrame *frame, const VnStretchRows *rows, bool binary,
                VnUnitizing *found, VnErr *err);

#endif
