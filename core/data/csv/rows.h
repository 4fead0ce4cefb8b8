// The cells of a table of text, one after the other: plain rows are split
// many bytes at a time, others by the parser. What becomes of them is the
// sink's business.
#ifndef VN_CSV_ROWS_H
#define VN_CSV_ROWS_H

#include "data/err.h"
#include "data/csv/plain.h"

// A test asks for one way alone, and for small blocks.
typedef enum {
  VN_CSV_FASTEST,
  VN_CSV_BYTEWISE,
  VN_CSV_PARSER,
  VN_CSV_BY_16 = 16,  // bytes at a time, where the machine can
  VN_CSV_BY_32 = 32
} VnCsvRoute;

typedef struct {
  char delim;            // between cells; 0: found out
  bool no_header;        // the first line is a row
  const char *encoding;  // NULL: UTF-8
  VnCsvRoute route;
  size_t block;  // bytes read at a time, at least 64; 0: as is best
  bool digest;   // a number of all bytes is wanted, too
} VnCsvRules;

// Each is given `data` first, and ends the reading when it is false. A
// missing cell has no bytes; cells last as long as the call.
typedef struct {
  bool (*name)(void *data, const char *bytes, size_t n, size_t line,
               VnErr *err);
  const char *(*title)(const void *data, size_t col);  // for sentences
  bool (*cell)(void *data, size_t col, const char *bytes, size_t n, size_t line,
               VnErr *err);
  bool (*row)(void *data, size_t line, VnErr *err);  // its cells came; or NULL
  bool (*rows)(void *data, const VnPlainRows *rows, VnErr *err);
} VnCsvSink;

typedef struct VnCsvRows VnCsvRows;

// `rules`, `sink` and `data` must outlive it. NULL: the sentence does not name
// the file.
VnCsvRows *vn_csv_rows_open(const char *path, const VnCsvRules *rules,
                            const VnCsvSink *sink, void *data, VnErr *err);
void vn_csv_rows_free(VnCsvRows *rows);

// Once, before the rest: names the columns, and gives the cells of the first
// block behind the header; *whole: that was the file.
bool vn_csv_rows_look(VnCsvRows *rows, bool *whole, VnErr *err);

// Having looked: how many rows there may be; 0: nobody knows.
size_t vn_csv_rows_guess(const VnCsvRows *rows);

// Gives every cell, from the first; as often as wanted.
bool vn_csv_rows_read(VnCsvRows *rows, VnErr *err);

// Of the last time: how many rows there were, and the number of all bytes.
size_t vn_csv_rows_count(const VnCsvRows *rows);
uint64_t vn_csv_rows_digest(const VnCsvRows *rows);

#endif
