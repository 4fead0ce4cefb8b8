// vane.core.base: the few words every Lua file of ours stands on.
#include "bind/bind.h"

#include <utf8proc.h>

#include "bind/modules.h"
#include "data/folder.h"
#include "data/memory.h"
#include "data/near.h"
#include "data/version.h"
#include "data/stop.h"

static int base_fail(lua_State *L) {
  return vn_error(L, "%s", luaL_checkstring(L, 1));
}

static int base_where(lua_State *L) {
  vn_push_where(L);
  return 1;
}

static int base_at(lua_State *L) {
  vn_push_at(L);
  return 1;
}

// The nearest of a list of words, or nil.
static int base_nearest(lua_State *L) {
  VnNear near = vn_near(luaL_checkstring(L, 1));
  luaL_checktype(L, 2, LUA_TTABLE);
  lua_Integer n = (lua_Integer)lua_rawlen(L, 2);
  for (lua_Integer i = 1; i <= n; i++) {
    lua_rawgeti(L, 2, i);
    vn_near_try(&near, luaL_checkstring(L, -1));
    lua_pop(L, 1);
  }
  lua_pushstring(L, near.best);
  return 1;
}

static int base_help_of(lua_State *L) {
  luaL_getsubtable(L, LUA_REGISTRYINDEX, "vane.help");
  lua_pushvalue(L, 1);
  lua_rawget(L, -2);
  return 1;
}

// How many columns of a terminal the text takes; bytes that are no UTF-8
// count one each.
static int base_width(lua_State *L) {
  size_t n;
  const char *text = luaL_checklstring(L, 1, &n);
  lua_Integer width = 0;
  for (size_t i = 0; i < n;) {
    utf8proc_int32_t letter;
    utf8proc_ssize_t bytes = utf8proc_iterate(
        (const utf8proc_uint8_t *)text + i, (utf8proc_ssize_t)(n - i), &letter);
    width += bytes < 1 ? 1 : utf8proc_charwidth(letter);
    i += bytes < 1 ? 1 : (size_t)bytes;
  }
  lua_pushinteger(L, width);
  return 1;
}

static int base_is_na(lua_State *L) {
  if (lua_isnone(L, 1)) return vn_error(L, "is_na: wants a value");
  lua_pushboolean(L, vn_is_na(L, 1));
  return 1;
}

static int base_refuse_after(lua_State *L) {
  vn_refuse_after((long)luaL_checkinteger(L, 1));
  return 0;
}

// stop(true): as if Ctrl-C had been pressed; for tests.
static int base_stop(lua_State *L) {
  vn_stop_flag = lua_toboolean(L, 1);
  return 0;
}

static int base_make_folder(lua_State *L) {
  VnErr err;
  if (!vn_folder_make(luaL_checkstring(L, 1), &err)) return vn_raise(L, &err);
  return 0;
}

// ask_elsewhere(f): f(word) says what a word that no noun has is called here.
static int base_ask_elsewhere(lua_State *L) {
  luaL_checktype(L, 1, LUA_TFUNCTION);
  lua_setfield(L, LUA_REGISTRYINDEX, VN_ELSEWHERE);
  return 0;
}

static int na_text(lua_State *L) {
  lua_pushliteral(L, "na");
  return 1;
}

// Arithmetic with a missing value is missing.
static int na_same(lua_State *L) {
  vn_push_na(L);
  return 1;
}

// A comparison with a missing value never holds.
static int na_false(lua_State *L) {
  lua_pushboolean(L, 0);
  return 1;
}

static const luaL_Reg na_meta[] = {
    {"__tostring", na_text },
    {"__add",      na_same },
    {"__sub",      na_same },
    {"__mul",      na_same },
    {"__div",      na_same },
    {"__mod",      na_same },
    {"__pow",      na_same },
    {"__unm",      na_same },
    {"__idiv",     na_same },
    {"__lt",       na_false},
    {"__le",       na_false},
    {NULL,         NULL    },
};

static const char na_help[] =
    "na\n"
    "  The missing value: what was not measured, or not said. It is not 0, not\n"
    "  \"\" and not nil. Arithmetic with it gives na, a comparison with it never\n"
    "  holds; is_na(x) asks for it.\n"
    "\n"
    "  > 1 + na\n"
    "  na\n"
    "  > na > 0\n"
    "  false\n";

static void make_na(lua_State *L) {
  lua_newuserdatauv(L, 0, 0);
  luaL_newmetatable(L, "na");
  luaL_setfuncs(L, na_meta, 0);
  lua_setmetatable(L, -2);
  lua_pushvalue(L, -1);
  lua_setfield(L, LUA_REGISTRYINDEX, "vane.na");
  luaL_getsubtable(L, LUA_REGISTRYINDEX, "vane.help");
  lua_pushvalue(L, -2);
  lua_pushstring(L, na_help);
  lua_rawset(L, -3);
  lua_pop(L, 1);
}

static const VnEntry functions[] = {
    {"fail",          base_fail,          NULL},
    {"where",         base_where,         NULL},
    {"at",            base_at,            NULL},
    {"nearest",       base_nearest,       NULL},
    {"help_of",       base_help_of,       NULL},
    {"width",         base_width,         NULL},
    {"make_folder",   base_make_folder,   NULL},
    {"is_na",         base_is_na,
     "is_na(x) -> true or false\n"
     "  Whether x is the missing value `na`.\n"
     "\n"
     "  > is_na(na)\n"
     "  true\n"
     "  > is_na(0)\n"
     "  false\n"                              },
    {"ask_elsewhere", base_ask_elsewhere, NULL},
    {"refuse_after",  base_refuse_after,  NULL},
    {"stop",          base_stop,          NULL},
    {NULL,            NULL,               NULL},
};

int luaopen_vane_core_base(lua_State *L) {
  vn_open_functions(L, functions);
  make_na(L);
  lua_setfield(L, -2, "na");
  lua_pushliteral(L, VN_VERSION);
  lua_setfield(L, -2, "version");
  return 1;
}
