// A frame as SQLite sees it: a virtual table over the frame's own columns.
#ifndef VN_SQL_TABLE_H
#define VN_SQL_TABLE_H

#include <sqlite3.h>

#include "data/sql.h"

// What the columns are declared as. SQLite's rules read TEXT out of the date
// and INT out of the logical, and hand the whole word back for a column of
// the result that comes straight from a table.
const char *vn_sql_type_name(VnType type);

// The table by its own name; it must outlive the connection, or be
// dropped before.
bool vn_sql_add_table(sqlite3 *db, const VnSqlTable *table, VnErr *err);

// Forgets the table of that name, so that its frame may go.
void vn_sql_drop_table(sqlite3 *db, const char *name);

#endif
