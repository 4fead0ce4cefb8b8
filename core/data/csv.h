// Tables of text, as RFC 4180 and spreadsheets write them, read into frames.
#ifndef VN_CSV_H
#define VN_CSV_H

#include "data/csv/rows.h"
#include "data/frame.h"
#include "data/csv/infer.h"

typedef struct {
  VnCsvRules how;
  VnInferRules rules;
  const char *const *typed;  // columns whose type is told
  const VnType *types;
  size_t n_typed;
} VnCsvOptions;

// NULL: the sentence begins with the path and names line and column.
VnFrame *vn_csv_read(const char *path, const VnCsvOptions *options,
                     VnNotes *notes, VnErr *err);

#endif
