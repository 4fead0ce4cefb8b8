// vane.core.lettering: how wide texts are when they are drawn.
#include "data/lettering.h"

#include "bind/bind.h"
#include "bind/modules.h"

// width(text) -> ems
static int lettering_width(lua_State *L) {
  lua_pushnumber(L, vn_text_width(vn_check_text(L, 1, "the text")));
  return 1;
}

static const VnEntry functions[] = {
    {"width", lettering_width, NULL},
    {NULL,    NULL,            NULL},
};

int luaopen_vane_core_lettering(lua_State *L) {
  return vn_open_functions(L, functions);
}
