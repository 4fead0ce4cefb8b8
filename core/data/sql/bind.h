// The values that fill the places of a statement, from a frame of one row: its
// column "since" is the value of :since, its column "1" that of the first "?".
#ifndef VN_SQL_BIND_H
#define VN_SQL_BIND_H

#include <sqlite3.h>

#include "data/frame.h"

#define VN_SQL_PLACE 16  // room for the number of a place

// What the value for a place must be called.
const char *vn_sql_place(sqlite3_stmt *statement, int at,
                         char room[VN_SQL_PLACE]);

// `values` may be NULL where there are no places.
bool vn_sql_bind(sqlite3_stmt *statement, const VnFrame *values, VnErr *err);

#endif
