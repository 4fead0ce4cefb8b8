// What a panel says of each thing it judged: rows of the matrix are experts,
// columns what they judge; a missing cell was not judged.
#ifndef VN_PANEL_H
#define VN_PANEL_H

#include "data/matrix.h"

typedef struct {
  double strong;  // from this score on a judgement is strong
  double top;     // the highest score of the scale
} VnScale;

// A row for each thing judged, the columns n_experts, mean, median, sd (over
// n - 1), q1, q3, iqr (quartiles between neighbouring scores by straight
// line, as R's type 7), strong and top (shares of the experts who judged).
// A thing nobody judged has n_experts 0 and the rest missing.
VnMatrix *vn_panel_cells(const VnMatrix *panel, VnScale scale, VnErr *err);

#endif
