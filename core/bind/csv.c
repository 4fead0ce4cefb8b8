// vane.core.csv: tables of text, as Lua says it.
#include <string.h>

#include "bind/frame.h"
#include "bind/modules.h"
#include "data/csv.h"
#include "data/memory.h"

// The texts of the list in field `name` of the table at 2, kept by it.
static size_t texts(lua_State *L, const char *name, const char ***list) {
  lua_getfield(L, 2, name);
  size_t n = lua_istable(L, -1) ? lua_rawlen(L, -1) : 0;
  *list = lua_newuserdatauv(L, (n + 1) * sizeof **list, 0);
  for (size_t i = 0; i < n; i++) {
    lua_rawgeti(L, -2, (lua_Integer)i + 1);
    (*list)[i] = vn_check_text(L, -1, name);
    lua_pop(L, 1);
  }
  return n;
}

static void read_types(lua_State *L, VnCsvOptions *o) {
  const char **typed, **words;
  o->n_typed = texts(L, "typed", &typed);
  o->typed = typed;
  texts(L, "types", &words);
  VnType *types = lua_newuserdatauv(L, (o->n_typed + 1) * sizeof *types, 0);
  for (size_t i = 0; i < o->n_typed; i++) {
    if (!vn_type_named(words[i], &types[i])) {
      vn_error(L,
               "read: column \"%s\" cannot be of type \"%s\"; types are "
               "number, integer, text, date, logical",
               typed[i], words[i]);
    }
  }
  o->types = types;
}

static char letter(lua_State *L, const char *name) {
  lua_getfield(L, 2, name);
  const char *text = lua_tostring(L, -1);
  return *(text ? text : "");
}

static void push_notes(lua_State *L, const VnNotes *notes) {
  lua_newtable(L);
  for (size_t i = 0; i < notes->n && i < VN_MOST_NOTES; i++) {
    lua_pushstring(L, notes->texts[i]);
    lua_rawseti(L, -2, (lua_Integer)i + 1);
  }
}

// read(path, options) -> frame, notes; the options were checked in Lua.
static int csv_read(lua_State *L) {
  VnErr err;
  const char *path = luaL_checkstring(L, 1);
  const char **na;
  luaL_checktype(L, 2, LUA_TTABLE);
  VnFrame **frame = vn_push_frame(L);
  VnNotes *notes = lua_newuserdatauv(L, sizeof *notes, 0);
  notes->n = 0;
  VnCsvOptions o = {.delim = letter(L, "delim"), .rules = {.place = "line"}};
  o.rules.n_na = texts(L, "na", &na);
  o.rules.na = na;
  o.rules.marks.decimal = letter(L, "decimal");
  o.rules.marks.dates = letter(L, "dates");
  read_types(L, &o);
  lua_getfield(L, 2, "encoding");
  o.encoding = lua_tostring(L, -1);
  lua_getfield(L, 2, "no_header");
  o.no_header = lua_toboolean(L, -1);
  *frame = vn_csv_read(path, &o, notes, &err);
  if (!*frame) return vn_raise(L, &err);
  lua_pushvalue(L, 3);
  push_notes(L, notes);
  return 2;
}

static const VnEntry functions[] = {
    {"read", csv_read, NULL},
    {NULL,   NULL,     NULL},
};

int luaopen_vane_core_csv(lua_State *L) {
  return vn_open_functions(L, functions);
}
