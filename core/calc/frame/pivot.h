// A matrix from a frame in long form: one row of the frame for each cell.
#ifndef VN_PIVOT_H
#define VN_PIVOT_H

#include "data/frame.h"
#include "data/matrix.h"

typedef struct {
  const char *rows, *cols;  // the columns that name the matrix's sides
  const char *value;        // the column of the cells; NULL: rows are counted
  bool add_up;              // several values for a cell are added
  bool has_fill;            // cells without a row of the frame hold `fill`
  double fill;
} VnPivot;

// Names come in order of appearance. A cell without a row is missing (0 when
// rows are counted); so is one whose value is.
VnMatrix *vn_pivot(const VnFrame *frame, const VnPivot *pivot, VnErr *err);

#endif
