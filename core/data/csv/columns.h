// The columns of a table while it is read: made from its header, settled from
// its cells, and at last a frame.
#ifndef VN_CSV_COLUMNS_H
#define VN_CSV_COLUMNS_H

#include "data/csv.h"

typedef struct {
  const VnCsvOptions *options;
  VnInfer **all;
  bool *unnamed;  // those whose cell in the header is empty
  size_t n, room;
} VnCsvColumns;  // beside the options all zero: none

void vn_csv_columns_free(VnCsvColumns *columns);

// One more, called as that cell of the header says.
bool vn_csv_columns_add(VnCsvColumns *columns, const char *bytes, size_t n,
                        size_t line, VnErr *err);

// Whether every column exists that is told a type.
bool vn_csv_columns_know_types(const VnCsvColumns *columns, VnErr *err);

// How many rows there may be.
void vn_csv_columns_expect(VnCsvColumns *columns, size_t n);

bool vn_csv_columns_settle(VnCsvColumns *columns, bool whole, VnErr *err);

// Whether some cells must be taken again.
bool vn_csv_columns_again(const VnCsvColumns *columns);

// A column without a name is left out when it is empty. The columns are gone
// afterwards. NULL: `err` says why.
VnFrame *vn_csv_columns_frame(VnCsvColumns *columns, size_t n_rows,
                              const char *source, VnNotes *notes, VnErr *err);

#endif
