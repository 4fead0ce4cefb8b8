// Stretches of a text or recording that coders marked, each with a code, and
// the pieces into which a coder's marks cut the whole.
#ifndef VN_STRETCHES_H
#define VN_STRETCHES_H

#include "data/frame.h"
#include "data/labels.h"

typedef struct {
  const char *coder, *start, *end, *code;  // columns; end is the first place
                                           // behind the stretch
  double from, to;  // the whole continuum; NaN: from the first to the last mark
} VnStretchRows;

// A marked stretch, or a gap between two of them.
typedef struct {
  uint32_t code, coder;
  double begin, length;
  bool marked;
} VnStretch;

typedef struct {
  const VnFrame *frame;
  VnLabels coder, code;
  VnStretch *marks;  // in no order, or that of vn_stretches_sort
  size_t n;
  double from, to;
  VnStretch *pieces;  // marks and gaps, coder by coder
  size_t *start;      // of each coder's pieces
} VnStretches;

// What a coefficient found in them.
typedef struct {
  double value, observed, expected;
  double from, to;  // the continuum
  size_t n_stretches, n_coders, n_codes;
  size_t n_left_out;  // rows with something missing
} VnUnitizing;

// Rows with something missing are left out. Fails with fewer than two coders.
bool vn_stretches_read(VnStretches *z, const VnFrame *frame,
                       const VnStretchRows *rows, VnErr *err);
void vn_stretches_free(VnStretches *z);

// With no value yet.
VnUnitizing vn_stretches_found(const VnStretches *z);

// By coder and place; `coded`: by code first.
void vn_stretches_sort(VnStretches *z, bool coded);

// Cuts the continuum for each coder, by the marks first .. last - 1, which
// are sorted by coder. Fails where two of a coder's marks overlap.
bool vn_stretches_cut(VnStretches *z, size_t first, size_t last, VnErr *err);

#endif
