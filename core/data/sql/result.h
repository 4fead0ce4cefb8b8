// The rows of an answer as they come, and the frame they become: each column
// takes the type of its values.
#ifndef VN_SQL_RESULT_H
#define VN_SQL_RESULT_H

#include <sqlite3.h>

#include "data/frame.h"

typedef struct VnSqlResult VnSqlResult;

VnSqlResult *vn_sql_result_new(sqlite3_stmt *statement, VnErr *err);
void vn_sql_result_free(VnSqlResult *result);

// Before the first row: the type of a column, whatever SQLite takes it for.
void vn_sql_result_declare(VnSqlResult *result, const char *column,
                           VnType type);

// Takes the row the statement stands on.
bool vn_sql_result_add(VnSqlResult *result, VnErr *err);

// The result is empty afterwards.
VnFrame *vn_sql_result_finish(VnSqlResult *result, const char *source,
                              VnErr *err);

#endif
