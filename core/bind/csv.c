// vane.core.csv: tables of text, as Lua says it.
#include "bind/csv.h"

#include "bind/frame.h"
#include "bind/modules.h"
#include "bind/told.h"
#include "data/csv.h"
#include "data/csv_write.h"

VnCsvRules vn_check_csv_rules(lua_State *L, int arg) {
  VnCsvRules rules = {.delim = vn_letter_field(L, arg, "delim")};
  luaL_checkstack(L, 4, NULL);
  lua_getfield(L, arg, "encoding");
  rules.encoding = lua_tostring(L, -1);
  lua_getfield(L, arg, "no_header");
  rules.no_header = lua_toboolean(L, -1);
  lua_getfield(L, arg, "route");
  rules.route = (VnCsvRoute)lua_tointeger(L, -1);
  lua_getfield(L, arg, "block");
  rules.block = (size_t)lua_tointeger(L, -1);
  lua_pop(L, 4);  // the table keeps the text
  return rules;
}

// read(path, options) -> frame, notes; the options were checked in Lua.
static int csv_read(lua_State *L) {
  VnErr err;
  lua_settop(L, 2);
  const char *path = vn_check_text(L, 1, "the path");
  VnTold told = vn_check_told(L, 2);
  VnCsvOptions o = {.how = vn_check_csv_rules(L, 2),
                    .rules = told.rules,
                    .typed = told.typed,
                    .types = told.types,
                    .n_typed = told.n_typed};
  o.rules.place = "line";
  VnNotes *notes = vn_push_notes(L);
  VnFrame **frame = vn_push_frame(L);
  *frame = vn_csv_read(path, &o, notes, &err);
  if (!*frame) return vn_raise(L, &err);
  vn_push_sentences(L, notes);
  return 2;
}

// write(path, options, frame) -> how many texts were guarded.
static int csv_write(lua_State *L) {
  VnErr err;
  size_t n_guarded;
  lua_settop(L, 3);
  const char *path = vn_check_text(L, 1, "the path");
  luaL_checktype(L, 2, LUA_TTABLE);
  const VnFrame *frame = vn_check_frame(L, 3);
  VnCsvStyle style = {vn_letter_field(L, 2, "delim"),
                      vn_letter_field(L, 2, "decimal"), false};
  lua_getfield(L, 2, "guard");
  style.guard = lua_toboolean(L, -1);
  if (!vn_csv_write(frame, path, &style, &n_guarded, &err)) {
    return vn_raise(L, &err);
  }
  lua_pushinteger(L, (lua_Integer)n_guarded);
  return 1;
}

static const VnEntry functions[] = {
    {"read",  csv_read,  NULL},
    {"write", csv_write, NULL},
    {NULL,    NULL,      NULL},
};

int luaopen_vane_core_csv(lua_State *L) {
  return vn_open_functions(L, functions);
}
