// A table of text as frames of some rows each, one after the other, for what
// need not hold all rows at once.
#ifndef VN_CSV_BLOCKS_H
#define VN_CSV_BLOCKS_H

#include "data/csv/rows.h"
#include "data/frame.h"
#include "data/csv/infer.h"

typedef struct {
  VnCsvRules how;
  VnInferRules rules;
  const char *const *columns;  // those wanted, each once
  const VnType *types;         // of each: a cell that does not fit fails
  size_t n_columns;
  size_t n_rows;  // of a frame, about
} VnCsvBlocks;

// Takes the frame over; false ends the reading.
typedef bool (*VnTakeFrame)(void *data, VnFrame *frame, VnErr *err);

typedef struct {
  uint64_t n_rows, digest;  // of the file
} VnCsvRead;

// The sentence begins with the path.
bool vn_csv_blocks(const char *path, const VnCsvBlocks *wanted,
                   VnTakeFrame take, void *data, VnCsvRead *read, VnErr *err);

// The names of the columns, as a frame of one column `name`.
VnFrame *vn_csv_titles(const char *path, const VnCsvRules *how, VnErr *err);

#endif
