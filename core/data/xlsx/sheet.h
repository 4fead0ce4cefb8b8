// One sheet of a spreadsheet, read as a stream of the cells that hold
// something, row by row.
#ifndef VN_SHEET_H
#define VN_SHEET_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "data/xlsx/address.h"
#include "data/xlsx/workbook.h"

typedef enum {
  VN_CELL_INTEGER,
  VN_CELL_NUMBER,
  VN_CELL_TEXT,
  VN_CELL_LOGICAL,
  VN_CELL_DAY,
  VN_CELL_MOMENT,      // a day with a time, a time or a duration, as a text
  VN_CELL_BAD_DAY,     // shown as a day, but there is no such day
  VN_CELL_ERROR,       // #N/A, #DIV/0! ...
  VN_CELL_UNCOMPUTED,  // a formula whose value was never stored
  VN_CELL_KINDS
} VnCellKind;

typedef struct {
  VnAddress at;
  VnCellKind kind;
  union {
    int64_t integer;
    double number;
    bool logical;
    int32_t days;
  };
  const char *text;  // of a text, a moment, an error or a bad day
  size_t length;
} VnCell;

typedef struct VnSheet VnSheet;

VnSheet *vn_sheet_open(VnWorkbook *workbook, size_t sheet, VnErr *err);
void vn_sheet_free(VnSheet *sheet);

// The next cell, which lives until the one after: 1, 0 at the end, -1: see
// err.
int vn_sheet_next(VnSheet *sheet, VnCell *cell, VnErr *err);

#endif
