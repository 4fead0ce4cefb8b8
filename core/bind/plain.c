// vane.core.plain: Lua's tostring and print, but for numbers that are none
// (NaN), which the C library writes as "nan" or "-nan", by the machine.
#include <lauxlib.h>
#include <math.h>
#include <stdio.h>

#include "bind/bind.h"
#include "bind/modules.h"

static const char *push_text(lua_State *L, int arg, size_t *n) {
  if (lua_type(L, arg) == LUA_TNUMBER && isnan(lua_tonumber(L, arg))) {
    lua_pushliteral(L, "nan");
    return lua_tolstring(L, -1, n);
  }
  return luaL_tolstring(L, arg, n);
}

static int plain_tostring(lua_State *L) {
  luaL_checkany(L, 1);
  push_text(L, 1, NULL);
  return 1;
}

static int plain_print(lua_State *L) {
  int n_values = lua_gettop(L);
  for (int i = 1; i <= n_values; i++) {
    size_t n;
    const char *text = push_text(L, i, &n);
    if (i > 1) fputc('\t', stdout);
    fwrite(text, 1, n, stdout);
    lua_pop(L, 1);
  }
  fputc('\n', stdout);
  fflush(stdout);
  return 0;
}

static const VnEntry functions[] = {
    {"tostring", plain_tostring, NULL},
    {"print",    plain_print,    NULL},
    {NULL,       NULL,           NULL},
};

int luaopen_vane_core_plain(lua_State *L) {
  return vn_open_functions(L, functions);
}
