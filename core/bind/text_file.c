// vane.core.text_file: text files as a whole, for the readers and writers
// that stand in Lua.
#include "data/text_file.h"

#include "bind/bind.h"
#include "bind/modules.h"

// read(path, encoding or nil) -> text
static int text_file_read(lua_State *L) {
  VnErr err;
  const char *path = vn_check_text(L, 1, "the path");
  const char *encoding = lua_isnoneornil(L, 2) ? NULL : lua_tostring(L, 2);
  VnBytes *text = vn_hold_bytes(L);
  if (!vn_text_read(path, encoding, text, &err)) return vn_raise(L, &err);
  lua_pushlstring(L, (const char *)text->at, text->n);
  return 1;
}

// write(path, text)
static int text_file_write(lua_State *L) {
  VnErr err;
  size_t n;
  const char *path = vn_check_text(L, 1, "the path");
  const char *text = luaL_checklstring(L, 2, &n);
  return vn_text_write(path, text, n, &err) ? 0 : vn_raise(L, &err);
}

static const VnEntry functions[] = {
    {"read",  text_file_read,  NULL},
    {"write", text_file_write, NULL},
    {NULL,    NULL,            NULL},
};

int luaopen_vane_core_text_file(lua_State *L) {
  return vn_open_functions(L, functions);
}
