// A coding from rows, one for each code that a coder gave a unit.
#ifndef VN_CODING_ROWS_H
#define VN_CODING_ROWS_H

#include "data/coding.h"

// The columns' names; NULL: there is no such column. All columns but those of
// coder and code tell something of the unit, as its first row has it.
typedef struct {
  const char *unit, *source, *coder, *code;
  const VnFrame *codes;   // all codes there are, named in its first column,
  const VnFrame *coders;  // and all coders; NULL: those that the rows name
} VnCodingRows;

// A row without a code says that its coder looked at the unit. A row without
// a coder is that of the coder "unknown". Rows without a unit are left out.
VnCoding *vn_coding_from_rows(const VnFrame *rows, const VnCodingRows *how,
                              VnErr *err);

#endif
