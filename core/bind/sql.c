// vane.core.sql: questions in SQL over frames, as Lua says them.
#include "bind/bind.h"

#include <string.h>

#include "bind/frame.h"
#include "bind/modules.h"
#include "data/sql.h"

// The tables from a list of names and a list of frames, which hold them.
static VnSqlTable *check_tables(lua_State *L, int names, int frames, size_t n) {
  VnSqlTable *tables = lua_newuserdatauv(L, (n + 1) * sizeof *tables, 0);
  for (size_t i = 0; i < n; i++) {
    lua_rawgeti(L, names, (lua_Integer)i + 1);
    lua_rawgeti(L, frames, (lua_Integer)i + 1);
    tables[i].name = luaL_checkstring(L, -2);
    tables[i].frame = vn_check_frame(L, -1);
    lua_pop(L, 2);
  }
  return tables;
}

// run(statement, names, frames, values or nil) -> frame
static int sql_run(lua_State *L) {
  size_t length;
  VnErr err;
  const char *statement = luaL_checklstring(L, 1, &length);
  if (strlen(statement) != length) {
    return vn_error(L, "sql: the statement holds a NUL byte");
  }
  luaL_checktype(L, 2, LUA_TTABLE);
  luaL_checktype(L, 3, LUA_TTABLE);
  size_t n = lua_rawlen(L, 2);
  const VnFrame *values = lua_isnoneornil(L, 4) ? NULL : vn_check_frame(L, 4);
  const VnSqlTable *tables = check_tables(L, 2, 3, n);
  VnFrame **frame = vn_push_frame(L);
  *frame = vn_sql(statement, tables, n, values, &err);
  return *frame ? 1 : vn_raise(L, &err);
}

static const VnEntry functions[] = {
    {"run", sql_run, NULL},
    {NULL,  NULL,    NULL},
};

int luaopen_vane_core_sql(lua_State *L) {
  return vn_open_functions(L, functions);
}
