// A column that grows cell by cell from texts and finds its own type: integer,
// number, date or logical when every cell is one and no digit is lost, else
// text. Cells are first looked at, then the column is settled, then cells are
// taken; one that does not fit makes it look again.
//
//   for (each cell, or the first ones) vn_infer_look(column, ...);
//   vn_infer_settle(column, whether that was each cell, err);
//   for (each cell) vn_infer_take(column, ...);
//   while (vn_infer_again(any column)) {
//     vn_infer_settle(every column, true, err);
//     for (each cell) vn_infer_take(column, ...);
//   }
//   vn_infer_finish(column, notes, err);
//
// A missing cell has bytes == NULL; n == 0 otherwise is the quoted empty text.
// `place` is the line or row that sentences name.
#ifndef VN_INFER_H
#define VN_INFER_H

#include "data/cell.h"
#include "data/frame.h"
#include "data/notes.h"
#include "data/csv/plain.h"

typedef struct {
  const char *const *na;  // words for missing, beside #N/A, #NV, #N/D, #N/B
  size_t n_na;
  VnMarks marks;
  const char *place;  // "line" or "row"
} VnInferRules;

// Whether the text is one of the words for missing.
bool vn_infer_is_missing(const VnInferRules *rules, const char *bytes,
                         size_t n);

typedef struct VnInfer VnInfer;

// `rules` must outlive it. NULL: no memory.
VnInfer *vn_infer_new(const char *name, const VnInferRules *rules);
void vn_infer_free(VnInfer *column);
const char *vn_infer_name(const VnInfer *column);

// Before the first cell: the type is told, and a cell that does not fit is an
// error.
void vn_infer_force(VnInfer *column, VnType type);

// How many cells there may be, so that room for them is made at once.
void vn_infer_expect(VnInfer *column, size_t n);

void vn_infer_look(VnInfer *column, const char *bytes, size_t n, size_t place);

// Decides from what was looked at; when that was every cell (`whole`), what is
// ambiguous is an error, such as 1,234 without a decimal mark.
bool vn_infer_settle(VnInfer *column, bool whole, VnErr *err);

bool vn_infer_take(VnInfer *column, const char *bytes, size_t n, size_t place,
                   VnErr *err);

// One column's cells in plain rows, the same as taking each: an empty one
// without quotes is missing. Gives the number of rows before the one that
// failed, or n_rows.
size_t vn_infer_take_cells(VnInfer *column, const VnPlainRows *rows, size_t col,
                           VnErr *err);

// Whether the cells must be taken again from the first.
bool vn_infer_again(const VnInfer *column);

// Fails when one column's 1.234 is a fraction but another column's cells show
// decimal commas.
bool vn_infer_agree(VnInfer *const *columns, size_t n, VnErr *err);

// Whether there was no cell but missing ones.
bool vn_infer_empty(const VnInfer *column);

// The column of the cells so far, whose type was told; more can follow, also
// where other columns needed another round.
VnColumn *vn_infer_cut(VnInfer *column, VnErr *err);

// The finished column, the builder is then empty; notes what should be said.
VnColumn *vn_infer_finish(VnInfer *column, VnNotes *notes, VnErr *err);

#endif
