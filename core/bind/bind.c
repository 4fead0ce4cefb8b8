#include "bind/bind.h"

#include <math.h>
#include <string.h>

#include "data/memory.h"
#include "data/near.h"

#define HELP "vane.help"  // registry: function -> help text
#define NA "vane.na"      // registry: the missing value
#define HELD "vane.held"  // metatable of boxes without methods
#define MADE_AT 2         // user value of a box: the line that made it


// ---- boxes ----

void **vn_box(lua_State *L, const char *noun) {
  void **box = lua_newuserdatauv(L, sizeof *box, 2);
  *box = NULL;
  luaL_setmetatable(L, noun);
  vn_push_at(L);
  lua_setiuservalue(L, -2, MADE_AT);
  return box;
}

typedef struct {
  void *thing;
  void (*free_it)(void *);
} Held;

static int let_go(lua_State *L) {
  Held *held = lua_touserdata(L, 1);
  held->free_it(held->thing);
  held->thing = NULL;
  return 0;
}

void **vn_hold(lua_State *L, void (*free_it)(void *)) {
  Held *held = lua_newuserdatauv(L, sizeof *held, 0);
  *held = (Held){NULL, free_it};
  if (luaL_newmetatable(L, HELD)) {
    lua_pushcfunction(L, let_go);
    lua_setfield(L, -2, "__gc");
  }
  lua_setmetatable(L, -2);
  return &held->thing;
}

static void free_bytes(void *bytes) {
  if (!bytes) return;
  vn_bytes_free(bytes);
  vn_free(bytes);
}

VnBytes *vn_hold_bytes(lua_State *L) {
  void **box = vn_hold(L, free_bytes);
  *box = vn_alloc(1, sizeof(VnBytes));
  if (!*box) vn_error(L, "not enough memory");
  return *box;
}


// ---- nouns ----

// Notes a text about the function on top of the stack.
static void note(lua_State *L, const char *table, const char *text) {
  luaL_getsubtable(L, LUA_REGISTRYINDEX, table);
  lua_pushvalue(L, -2);
  lua_pushstring(L, text);
  lua_rawset(L, -3);
  lua_pop(L, 1);
}

// Sets each entry as a field of the table on top.
static void set_entries(lua_State *L, const VnEntry *entries) {
  for (; entries && entries->name; entries++) {
    lua_pushcfunction(L, entries->call);
    note(L, HELP, entries->help);
    note(L, VN_WORDS, entries->name);
    lua_setfield(L, -2, entries->name);
  }
}

int vn_open_functions(lua_State *L, const VnEntry *functions) {
  lua_newtable(L);
  set_entries(L, functions);
  return 1;
}

static void try_keys(lua_State *L, int table, VnNear *near) {
  for (lua_pushnil(L); lua_next(L, table); lua_pop(L, 1)) {
    if (lua_type(L, -2) == LUA_TSTRING) {
      vn_near_try(near, lua_tostring(L, -2));
    }
  }
}

// What the field is called here, where it is a word of another program, else
// where the noun's fields are told. Stays on the stack.
static const char *push_elsewhere(lua_State *L, const char *noun) {
  if (lua_getfield(L, LUA_REGISTRYINDEX, VN_ELSEWHERE) == LUA_TFUNCTION) {
    lua_pushvalue(L, 2);
    lua_call(L, 1, 1);
    if (lua_isstring(L, -1)) return lua_tostring(L, -1);
  }
  return lua_pushfstring(L, "help \"%s\" tells what it has", noun);
}

static int no_such_field(lua_State *L, const char *noun) {
  if (lua_type(L, 2) != LUA_TSTRING) {
    return vn_error(L, "%s %s has no field that is %s; its names are texts",
                    vn_article(noun), noun, vn_found(L, 2));
  }
  VnNear near = vn_near(lua_tostring(L, 2));
  try_keys(L, lua_upvalueindex(1), &near);
  try_keys(L, lua_upvalueindex(2), &near);
  const char *hint = near.best
                         ? vn_near_hint(&near)
                         : lua_pushfstring(L, "; %s", push_elsewhere(L, noun));
  return vn_error(L, "%s %s has no field \"%s\"%s", vn_article(noun), noun,
                  lua_tostring(L, 2), hint);
}

// Raises what the noun's own `otherwise`, a function in its metatable that its
// Lua file may set, says of an unknown field; returns when it says nothing.
static void say_otherwise(lua_State *L) {
  if (luaL_getmetafield(L, 1, "otherwise") == LUA_TNIL) return;
  lua_pushvalue(L, 1);
  lua_pushvalue(L, 2);
  lua_call(L, 2, 1);
  if (lua_isstring(L, -1)) vn_error(L, "%s", lua_tostring(L, -1));
}

// x.name: a method, else a field worked out now, else an error that helps.
static int noun_index(lua_State *L) {
  lua_pushvalue(L, 2);
  if (lua_rawget(L, lua_upvalueindex(1)) != LUA_TNIL) return 1;
  lua_pushvalue(L, 2);
  if (lua_rawget(L, lua_upvalueindex(2)) != LUA_TNIL) {
    lua_pushvalue(L, 1);
    lua_call(L, 1, 1);
    return 1;
  }
  say_otherwise(L);
  return no_such_field(L, lua_tostring(L, lua_upvalueindex(3)));
}

static int noun_newindex(lua_State *L) {
  const char *noun = lua_tostring(L, lua_upvalueindex(1));
  return vn_error(L,
                  "%s %s is never changed in place; its methods give new "
                  "ones",
                  vn_article(noun), noun);
}

// meta.self(x, "head"): raises, as a native method would, when x is none of the
// noun; for the head of methods that are written in Lua.
static int noun_self(lua_State *L) {
  vn_check_self(L, lua_tostring(L, lua_upvalueindex(1)),
                luaL_checkstring(L, 2));
  return 0;
}

static void set_metatable(lua_State *L, const VnNoun *noun) {
  luaL_newmetatable(L, noun->name);
  lua_getfield(L, -2, "methods");
  lua_getfield(L, -3, "fields");
  lua_pushstring(L, noun->name);
  lua_pushcclosure(L, noun_index, 3);
  lua_setfield(L, -2, "__index");
  lua_pushstring(L, noun->name);
  lua_pushcclosure(L, noun_newindex, 1);
  lua_setfield(L, -2, "__newindex");
  lua_pushcfunction(L, noun->free);
  lua_pushvalue(L, -1);
  lua_setfield(L, -3, "__gc");
  lua_setfield(L, -2, "__close");
  lua_pushstring(L, noun->name);
  lua_pushcclosure(L, noun_self, 1);
  lua_setfield(L, -2, "self");
  lua_setfield(L, -2, "meta");
}

static int noun_at(lua_State *L) {
  if (lua_type(L, 1) != LUA_TUSERDATA) return 0;
  lua_getiuservalue(L, 1, MADE_AT);
  return 1;
}

static const VnEntry at_field[] = {
    {"at", noun_at, "where in which script it was made; \"\" at the prompt"},
    {NULL, NULL,    NULL                                                   },
};

int vn_open_noun(lua_State *L, const VnNoun *noun) {
  vn_open_functions(L, noun->functions);
  vn_open_functions(L, noun->methods);
  lua_setfield(L, -2, "methods");
  vn_open_functions(L, noun->fields);
  set_entries(L, at_field);
  lua_setfield(L, -2, "fields");
  set_metatable(L, noun);
  return 1;
}


// ---- na ----

void vn_push_na(lua_State *L) {
  lua_getfield(L, LUA_REGISTRYINDEX, NA);
}

void vn_push_value(lua_State *L, double value) {
  if (isnan(value)) vn_push_na(L);
  else lua_pushnumber(L, value);
}

void vn_set_number(lua_State *L, const char *name, double value) {
  vn_push_value(L, value);
  lua_setfield(L, -2, name);
}

void vn_set_count(lua_State *L, const char *name, uint64_t count) {
  lua_pushinteger(L, (lua_Integer)count);
  lua_setfield(L, -2, name);
}

void vn_set_text(lua_State *L, const char *name, const char *text) {
  lua_pushstring(L, text && *text ? text : NULL);
  lua_setfield(L, -2, name);
}

int vn_is_na(lua_State *L, int arg) {
  arg = lua_absindex(L, arg);
  vn_push_na(L);
  int same = lua_rawequal(L, arg, -1);
  lua_pop(L, 1);
  return same;
}
