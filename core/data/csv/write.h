// Frames written as tables of text: RFC 4180 with line feeds, numbers as short
// as they read back the same, a missing cell empty, an empty text quoted.
#ifndef VN_CSV_WRITE_H
#define VN_CSV_WRITE_H

#include "data/frame.h"

typedef struct {
  char delim;    // between cells
  char decimal;  // '.' or ','
  bool guard;    // texts that a spreadsheet would run get a ' in front
} VnCsvStyle;

// Whole or not at all; n_guarded gets the number of guarded texts.
bool vn_csv_write(const VnFrame *frame, const char *path,
                  const VnCsvStyle *style, size_t *n_guarded, VnErr *err);

#endif
