// Reads one sheet of a spreadsheet file (.xlsx) into a frame: twice through
// its cells, first to see what the columns are, then to fill them.
#ifndef VN_XLSX_H
#define VN_XLSX_H

#include "data/frame.h"
#include "data/csv/infer.h"
#include "data/notes.h"

typedef struct {
  const char *sheet;         // its name, or NULL
  bool by_number;            // sheet_number says which
  int64_t sheet_number;      // from 1
  const char *range;         // "B3:F20", or NULL
  int64_t skip;              // rows of the sheet or range left out at its top
  VnInferRules rules;        // words for missing; marks for types that are told
  const char *const *typed;  // columns whose type is told
  const VnType *types;
  size_t n_typed;
} VnXlsxOptions;

// Notes what was read as missing without being empty.
VnFrame *vn_xlsx_read(const char *path, const VnXlsxOptions *options,
                      VnNotes *notes, VnErr *err);

#endif
