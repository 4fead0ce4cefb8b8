// What Lua tells every reader of tables of text.
#ifndef VN_BIND_CSV_H
#define VN_BIND_CSV_H

#include "bind/bind.h"
#include "data/csv/rows.h"

// The fields `delim`, `encoding`, `no_header`, and for tests `route` and
// `block`, of the table at `arg`, which keeps them.
VnCsvRules vn_check_csv_rules(lua_State *L, int arg);

#endif
