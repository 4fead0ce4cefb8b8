// Rows of texts, counted as they come: group, class, year.
#ifndef VN_COOCCUR_ROWS_H
#define VN_COOCCUR_ROWS_H

#include "calc/linkage/cooccur.h"
#include "data/dict.h"

enum { VN_CELL_GROUP, VN_CELL_CLASS, VN_CELL_YEAR, VN_CELLS };

typedef struct VnRows VnRows;

// `how` must outlive it. NULL: no memory.
VnRows *vn_rows_new(const VnCooccur *how, VnErr *err);
void vn_rows_free(VnRows *rows);

// Counts one row; a cell without bytes or of no length is missing. False:
// see err, unless vn_rows_again says that the groups turned out not to stand
// together, and all rows must be given again from the first.
bool vn_rows_take(VnRows *rows, const VnPiece cells[VN_CELLS], VnErr *err);

// The same for at most 64 rows, whose cells are given column by column.
#define VN_ROWS_MANY 64
bool vn_rows_take_many(VnRows *rows, const VnPiece *const columns[VN_CELLS],
                       size_t n, VnErr *err);
void vn_rows_skip(VnRows *rows);  // one that is not asked for
bool vn_rows_again(VnRows *rows, VnErr *err);

// What was counted; the caller may add where the rows came from.
VnTally *vn_rows_finish(VnRows *rows, VnErr *err);

#endif
