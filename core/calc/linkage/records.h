// The records behind a table, such as patents: each adds its values to some
// cells, and all of a record is drawn together.
#ifndef VN_RECORDS_H
#define VN_RECORDS_H

#include <stdint.h>

#include "calc/chance/random.h"
#include "data/frame.h"
#include "data/matrix.h"

typedef struct {
  size_t n, n_entries;
  size_t *start;        // n + 1: where each record's entries begin
  uint32_t *row, *col;  // of the table
  double *value;
} VnRecords;

// The columns of the frame that say so.
typedef struct {
  const char *record, *row, *col, *value;
} VnRecordColumns;

// The rows of the frame, record by record; `table` has the names of all rows
// and columns that occur.
VnRecords *vn_records_new(const VnFrame *frame, const VnRecordColumns *columns,
                          const VnMatrix *table, VnErr *err);
void vn_records_free(VnRecords *records);

// How many records each row, or column, of the table has: a list to vn_free.
// NULL: no memory.
size_t *vn_records_count(const VnRecords *records, VnSide side, size_t n_lines);

// As many records as there are, drawn with replacement, added up into a table
// line by line, each of `length` cells. `times` has room for every record.
// Source: Efron, The Annals of Statistics 7 (1979), 1-26.
void vn_records_draw(const VnRecords *records, VnRandom *random, VnSide lines,
                     size_t length, uint32_t *times, double *table);

#endif
