// The frame: named columns of one type each, all equally long. Columns are
// shared between frames and, once in a frame, never changed.
#ifndef VN_FRAME_H
#define VN_FRAME_H

#include <math.h>
#include <stddef.h>
#include <stdint.h>

#include "data/dict.h"
#include "data/err.h"
#include "data/names.h"

// A row's number, from 0. A frame has fewer rows than VN_NO_ROW.
typedef uint32_t VnRow;
#define VN_NO_ROW UINT32_MAX

typedef enum {
  VN_NUMBER,   // double; missing is NaN (NaN and Inf are never read as values)
  VN_INTEGER,  // int64_t; missing is VN_NO_INTEGER
  VN_TEXT,     // int32_t code into the dictionary; missing is VN_NO_CODE
  VN_DATE,     // int32_t days since 1970-01-01; missing is VN_NO_DATE
  VN_LOGICAL   // int8_t 0 or 1; missing is VN_NO_LOGICAL
} VnType;

#define VN_EXACT 9007199254740992  // 2^53: up to here integers are numbers
#define VN_NO_NUMBER ((double)NAN)
#define VN_NO_INTEGER INT64_MIN
#define VN_NO_CODE (-1)
#define VN_NO_DATE INT32_MIN
#define VN_NO_LOGICAL (-1)

typedef struct {
  size_t holders;
  VnType type;
  size_t n;
  union {
    void *cells;
    double *number;
    int64_t *integer;
    int32_t *text;
    int32_t *date;
    int8_t *logical;
  };
  VnDict *dict;  // of a text column
} VnColumn;

typedef struct {
  size_t n_rows, n_cols;
  VnNames *names;
  VnColumn **columns;
  char *source;  // where the rows came from ("downstream.csv"), or NULL
} VnFrame;

const char *vn_type_name(VnType type);  // "number", "integer", ...
size_t vn_type_size(VnType type);
bool vn_type_named(const char *name, VnType *type);  // false: no such type

VnColumn *vn_column_new(VnType type, size_t n);  // all zero; NULL: no memory

// Takes the cells and the dictionary over; NULL, and nothing taken: no memory.
VnColumn *vn_column_of(VnType type, void *cells, size_t n, VnDict *dict);

// A text column of copies of n texts; NULL: no memory.
VnColumn *vn_column_of_texts(const char *const *texts, size_t n);
VnColumn *vn_column_share(VnColumn *column);
void vn_column_free(VnColumn *column);
bool vn_column_missing(const VnColumn *column, size_t row);

// The cell as an analyst would write it, for names and sentences; cut to fit.
void vn_column_text(const VnColumn *column, size_t row, char *text,
                    size_t size);

// The same uncut: a text as it is, anything else written into `spare`, which
// has room for VN_SPARE.
#define VN_SPARE 64
const char *vn_column_label(const VnColumn *column, size_t row, char *spare);

// Takes the names over, also when it fails; the columns are NULL, for the
// caller to fill.
VnFrame *vn_frame_blank(VnNames *names, size_t n_rows, const char *source,
                        VnErr *err);

// Takes the names and each column's hold over, also when it fails.
VnFrame *vn_frame_new(VnNames *names, VnColumn **columns, size_t n_rows,
                      const char *source, VnErr *err);

// The same of labels; a column that is NULL is said to be for want of memory.
VnFrame *vn_frame_of(const char *const *labels, VnColumn **columns, size_t n,
                     size_t n_rows, const char *source, VnErr *err);
void vn_frame_free(VnFrame *frame);

// Rows `from` up to but not including `to`; NULL: no memory.
VnFrame *vn_frame_slice(const VnFrame *frame, size_t from, size_t to,
                        VnErr *err);

// Same names, types and cells, wherever they came from.
bool vn_frame_equal(const VnFrame *a, const VnFrame *b);

// The column of that name; fails with the nearest known one.
const VnColumn *vn_frame_column(const VnFrame *frame, const char *name,
                                VnErr *err);

#endif
