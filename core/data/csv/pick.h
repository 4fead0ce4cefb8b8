// Some columns of a table of text, some rows at a time, nothing of it kept.
#ifndef VN_CSV_PICK_H
#define VN_CSV_PICK_H

#include "data/csv/rows.h"
#include "data/csv/infer.h"
#include "data/piece.h"

typedef struct {
  VnCsvRules how;
  VnInferRules rules;          // its words for missing alone count
  const char *const *columns;  // names; NULL: always missing
  size_t n_columns;
} VnCsvWanted;

typedef struct VnCsvPick VnCsvPick;

// `wanted` must outlive it. NULL: the sentence does not name the file.
VnCsvPick *vn_csv_pick_open(const char *path, const VnCsvWanted *wanted,
                            VnErr *err);
void vn_csv_pick_free(VnCsvPick *pick);

#define VN_PICK_ROWS ((size_t)64)

// Gives the cells of at most PICK_ROWS rows at a time, column by column: those
// of column k of the ones wanted begin at cells[k * PICK_ROWS]. They have no
// blanks around them; missing and empty ones have n == 0. As often as asked.
// It ends when `take` gives false.
typedef bool (*VnTakePieces)(void *data, const VnPiece *cells, size_t n_rows,
                             VnErr *err);
bool vn_csv_pick_read(VnCsvPick *pick, VnTakePieces take, void *data,
                      VnErr *err);

static inline VnPiece vn_pick_cell(const VnPiece *cells, size_t column,
                                   size_t row) {
  return cells[column * VN_PICK_ROWS + row];
}

// The number of all bytes, when it was wanted.
uint64_t vn_csv_pick_digest(const VnCsvPick *pick);

#endif
