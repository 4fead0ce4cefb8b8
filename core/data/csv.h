// Tables of text, as RFC 4180 and spreadsheets write them, read into frames.
#ifndef VN_CSV_H
#define VN_CSV_H

#include "data/frame.h"
#include "data/infer.h"

// Plain rows are split many bytes at a time, others by the parser. A test asks
// for one way alone, and for small blocks.
typedef enum { VN_CSV_FASTEST, VN_CSV_BYTEWISE, VN_CSV_PARSER } VnCsvRoute;

typedef struct {
  char delim;            // between cells; 0: found out
  bool no_header;        // the first line is a row
  const char *encoding;  // NULL: UTF-8
  VnInferRules rules;
  const char *const *typed;  // columns whose type is told
  const VnType *types;
  size_t n_typed;
  VnCsvRoute route;
  size_t block;  // bytes read at a time, at least 64; 0: as is best
} VnCsvOptions;

// NULL: the sentence begins with the path and names line and column.
VnFrame *vn_csv_read(const char *path, const VnCsvOptions *options,
                     VnNotes *notes, VnErr *err);

#endif
