// Which cells of a table hold more than the sizes of their row and column
// would give: observed over expected, with limits where cells are counts.
#ifndef VN_EXCESS_H
#define VN_EXCESS_H

#include "calc/chance/shrink.h"
#include "data/frame.h"
#include "data/matrix.h"

typedef struct {
  bool whole;    // cells count events: adds limits and shrunk quotients
  double level;  // of the limits, as 0.95
} VnExcess;

#define VN_FEW_EXPECTED 5  // below it a quotient says little

// A row for each known cell of a row and a column above 0: the names, `value`,
// `expected` (row sum x column sum / total), `lq`, `few` (expected below 5);
// of counts also `low` and `high`, exact Poisson limits of the quotient, and
// `shrunk`, `shrunk_low`, `shrunk_high`, its mean and limits under the gamma
// that `fit` gives.
VnFrame *vn_matrix_excess(const VnMatrix *matrix, const VnExcess *excess,
                          VnShrink *fit, VnErr *err);

#endif
