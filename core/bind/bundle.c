// vane.core.bundle: the browser libraries, for the pages that carry them.
#include "data/bundle.h"

#include "bind/bind.h"
#include "bind/modules.h"

// text() -> text, or nothing when the program was built without them
static int bundle_text(lua_State *L) {
  size_t n;
  const char *text = vn_bundle(&n);
  if (n == 0) return 0;
  lua_pushlstring(L, text, n);
  return 1;
}

static const VnEntry functions[] = {
    {"text", bundle_text, NULL},
    {NULL,   NULL,        NULL},
};

int luaopen_vane_core_bundle(lua_State *L) {
  return vn_open_functions(L, functions);
}
