// A spreadsheet file (.xlsx): its sheets by name, and what their cells lean
// on, the shared texts and the formats that make a number a day.
#ifndef VN_WORKBOOK_H
#define VN_WORKBOOK_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "data/archive.h"
#include "data/bytes.h"
#include "data/err.h"
#include "data/xlsx/numfmt.h"

typedef struct {
  char *name;
  char *id;       // of its relationship
  int64_t entry;  // in the archive; -1: a chart or nothing stands there
} VnSheetEntry;

typedef struct {
  VnArchive *archive;
  bool from_1904;  // its days count from 1904-01-01
  size_t n_sheets;
  VnSheetEntry *sheets;
  size_t n_styles;
  uint8_t *shows;  // of each cell style, a VnShows
  size_t n_texts;
  VnBytes texts;   // the shared ones, each with its closing NUL
  VnBytes starts;  // where each begins, a size_t
} VnWorkbook;

VnWorkbook *vn_workbook_open(const char *path, VnErr *err);
void vn_workbook_free(VnWorkbook *workbook);

// The place of the sheet of that name, of that number (from 1), or of the
// first one with cells; -1: see err.
ptrdiff_t vn_workbook_named(const VnWorkbook *workbook, const char *name,
                            VnErr *err);
ptrdiff_t vn_workbook_numbered(const VnWorkbook *workbook, int64_t number,
                               VnErr *err);
ptrdiff_t vn_workbook_first(const VnWorkbook *workbook, VnErr *err);

const char *vn_workbook_text(const VnWorkbook *workbook, size_t i);

#endif
