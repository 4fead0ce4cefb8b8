// vane.core.xlsx: sheets of spreadsheet files, as Lua reads them.
#include "data/xlsx.h"

#include "bind/frame.h"
#include "bind/modules.h"
#include "bind/told.h"

// The field `sheet` of the options at 2: a name, a number or nothing.
static void read_sheet(lua_State *L, VnXlsxOptions *o) {
  if (lua_getfield(L, 2, "sheet") == LUA_TNUMBER) {
    o->sheet_number = vn_check_integer(L, -1, "'sheet'");
    o->by_number = true;
  } else if (!lua_isnil(L, -1)) {
    o->sheet = vn_check_text(L, -1, "'sheet'");
  }
}

// read(path, options) -> frame, notes; the options were checked in Lua.
static int xlsx_read(lua_State *L) {
  VnErr err;
  lua_settop(L, 2);
  const char *path = vn_check_text(L, 1, "the path");
  VnTold told = vn_check_told(L, 2);
  VnXlsxOptions o = {.rules = told.rules,
                     .typed = told.typed,
                     .types = told.types,
                     .n_typed = told.n_typed};
  read_sheet(L, &o);
  if (lua_getfield(L, 2, "range") != LUA_TNIL) {
    o.range = vn_check_text(L, -1, "'range'");
  }
  lua_getfield(L, 2, "skip");
  o.skip = vn_check_integer(L, -1, "'skip'");
  VnNotes *notes = vn_push_notes(L);
  VnFrame **frame = vn_push_frame(L);
  *frame = vn_xlsx_read(path, &o, notes, &err);
  if (!*frame) return vn_raise(L, &err);
  vn_push_sentences(L, notes);
  return 2;
}

static const VnEntry functions[] = {
    {"read", xlsx_read, NULL},
    {NULL,   NULL,      NULL},
};

int luaopen_vane_core_xlsx(lua_State *L) {
  return vn_open_functions(L, functions);
}
