// vane.core.xlsx: sheets of spreadsheet files, as Lua reads and writes them.
#include "data/xlsx.h"

#include <stdio.h>

#include "bind/frame.h"
#include "bind/modules.h"
#include "bind/told.h"
#include "data/zip_write.h"
#include "data/xlsx/sheet_write.h"

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

// A part of the file: a text, or a frame that becomes a sheet.
static VnZipFile part(lua_State *L, int arg, const char *name,
                      size_t *n_texts) {
  VnErr err;
  VnZipFile file = {.name = name};
  if (lua_type(L, arg) == LUA_TSTRING) {
    file.bytes = lua_tolstring(L, arg, &file.n);
    return file;
  }
  const VnFrame *frame = vn_check_frame(L, arg);
  VnBytes *xml = vn_hold_bytes(L);
  if (!vn_sheet_write(frame, xml, n_texts, &err)) vn_raise(L, &err);
  file.bytes = (const char *)xml->at, file.n = xml->n;
  return file;
}

// write(path, names, parts) -> how many days and integers stand as texts
static int xlsx_write(lua_State *L) {
  VnErr err;
  size_t n, n_texts = 0;
  const char *path = vn_check_text(L, 1, "the path");
  const char **names = vn_check_texts(L, 2, "part", &n);
  vn_check_list(L, 3, "the parts");
  VnZipFile *files = lua_newuserdatauv(L, (n + 1) * sizeof *files, 0);
  luaL_checkstack(L, 2 * (int)n + 4, "too many parts");
  for (size_t k = 0; k < n; k++) {
    lua_rawgeti(L, 3, (lua_Integer)k + 1);
    files[k] = part(L, lua_gettop(L), names[k], &n_texts);
  }
  if (!vn_zip_write(path, files, n, &err)) {
    char doing[VN_ERR_SIZE];
    snprintf(doing, sizeof doing, "writing %.300s", path);
    return vn_raise_while(L, &err, doing);
  }
  lua_pushinteger(L, (lua_Integer)n_texts);
  return 1;
}

static const VnEntry functions[] = {
    {"read",  xlsx_read,  NULL},
    {"write", xlsx_write, NULL},
    {NULL,    NULL,       NULL},
};

int luaopen_vane_core_xlsx(lua_State *L) {
  return vn_open_functions(L, functions);
}
