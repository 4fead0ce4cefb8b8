// The rows of a column that have a value. SQLite has no index of its own for
// virtual tables, and a join without one looks at every pair of rows.
#ifndef VN_SQL_INDEX_H
#define VN_SQL_INDEX_H

#include <sqlite3.h>

#include "data/frame.h"

// Rows that share a key hang on one chain, in their order.
typedef struct {
  int shift;
  uint32_t *first;  // by slot: row + 1, or 0; NULL: not made yet
  uint32_t *next;   // by row: row + 1, or 0
} VnSqlIndex;

// Makes it where it is not made yet; gives a status of SQLite's.
int vn_sql_index_need(VnSqlIndex *index, const VnColumn *column);
void vn_sql_index_drop(VnSqlIndex *index);

// The first row that has the key, and the next after one; column->n: none.
size_t vn_sql_index_first(const VnSqlIndex *index, const VnColumn *column,
                          uint64_t key);
size_t vn_sql_index_next(const VnSqlIndex *index, const VnColumn *column,
                         uint64_t key, size_t row);

// Whether the rows equal to a value are those with a key, none, or told by
// SQLite alone, which then looks at every row.
typedef enum { VN_SQL_BY_KEY, VN_SQL_NO_ROW, VN_SQL_EVERY_ROW } VnSqlSearch;

VnSqlSearch vn_sql_search(const VnColumn *column, sqlite3_value *value,
                          uint64_t *key);

#endif
