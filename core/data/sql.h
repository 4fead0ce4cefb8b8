// SQL by SQLite over frames: each frame is a table whose rows are read where
// they stand; the answer is a new frame. Nothing can be written.
#ifndef VN_SQL_H
#define VN_SQL_H

#include "data/frame.h"

typedef struct {
  const char *name;
  const VnFrame *frame;
} VnSqlTable;

// `values` (may be NULL) is a frame of one row: its column "since" is the
// value of :since, its column "1" that of the first "?".
VnFrame *vn_sql(const char *statement, const VnSqlTable *tables,
                size_t n_tables, const VnFrame *values, VnErr *err);

#endif
