// vane.core.stage: progress of work that is done in Lua.
#include "bind/stage.h"

#include "bind/bind.h"
#include "bind/modules.h"

#define STAGE "vane.stage"

// The value behind an end by `<close>`, an error or nil, decides whether the
// work went well; the collector has none.
static int stage_end(lua_State *L) {
  bool *told = luaL_checkudata(L, 1, STAGE);
  if (*told) vn_stage_end(lua_gettop(L) == 2 && lua_isnil(L, 2));
  *told = false;
  return 0;
}

// stage:step(done)
static int stage_step(lua_State *L) {
  const bool *told = luaL_checkudata(L, 1, STAGE);
  lua_Integer done = luaL_checkinteger(L, 2);
  if (*told && done >= 0) vn_stage_step((size_t)done);
  return 0;
}

static void set_metatable(lua_State *L) {
  static const luaL_Reg meta[] = {
      {"__close", stage_end},
      {"__gc",    stage_end},
      {NULL,      NULL     },
  };
  if (luaL_newmetatable(L, STAGE)) {
    luaL_setfuncs(L, meta, 0);
    lua_newtable(L);
    lua_pushcfunction(L, stage_step);
    lua_setfield(L, -2, "step");
    lua_setfield(L, -2, "__index");
  }
  lua_setmetatable(L, -2);
}

static bool push_stage(lua_State *L, const char *doing, const char *unit,
                       size_t n) {
  bool *told = lua_newuserdatauv(L, sizeof *told, 0);
  *told = false;
  set_metatable(L);
  *told = vn_stage_begin(doing, unit, n);
  return *told;
}

bool vn_stage_until_return(lua_State *L, const char *doing, const char *unit,
                           size_t n) {
  bool told = push_stage(L, doing, unit, n);
  lua_toclose(L, -1);
  return told;
}

// begin(doing or nil, unit or nil, n or nil) -> stage, for a variable that is
// closed: local stage <close> = stage.begin(nil, "draws", 1000)
static int stage_begin(lua_State *L) {
  lua_Integer n = luaL_optinteger(L, 3, 0);
  push_stage(L, luaL_optstring(L, 1, NULL), luaL_optstring(L, 2, NULL),
             n > 0 ? (size_t)n : 0);
  return 1;
}

static const VnEntry functions[] = {
    {"begin", stage_begin, NULL},
    {NULL,    NULL,        NULL},
};

int luaopen_vane_core_stage(lua_State *L) {
  return vn_open_functions(L, functions);
}
