// What SQLite found wrong with a statement, as one sentence with the place
// and the nearest known name.
#ifndef VN_SQL_ERROR_H
#define VN_SQL_ERROR_H

#include <sqlite3.h>

#include "data/sql.h"

bool vn_sql_fail(sqlite3 *db, const char *statement, const VnSqlTable *tables,
                 size_t n_tables, VnErr *err);

// The statement is more than a question.
bool vn_sql_fail_read_only(const char *statement, VnErr *err);

#endif
