// How a table of text begins: its encoding, what stands between its cells.
#ifndef VN_CSV_START_H
#define VN_CSV_START_H

#include <stddef.h>

#include "data/err.h"

typedef struct {
  size_t skip;  // bytes in front of the table
  size_t line;  // where the table begins
  char delim;
} VnCsvStart;

// Looks at the first bytes; `delim` is 0 or told. False: this is no text.
bool vn_csv_start(const char *bytes, size_t n, char delim, VnCsvStart *start,
                  VnErr *err);

#endif
