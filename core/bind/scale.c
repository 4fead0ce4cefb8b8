// vane.core.scale: columns times weights; help stands with what uses it.
#include "calc/matrix/scale.h"

#include "bind/frame.h"
#include "bind/modules.h"

// columns(frame, names, weight) -> frame
static int scale_columns(lua_State *L) {
  VnErr err;
  size_t n;
  const VnFrame *f = vn_check_frame(L, 1);
  const char **names = vn_check_texts(L, 2, "column", &n);
  const char *weight = vn_check_text(L, 3, "the column of weights");
  VnFrame **to = vn_push_frame(L);
  *to = vn_scale(f, names, n, weight, &err);
  return *to ? 1 : vn_raise(L, &err);
}

static const VnEntry functions[] = {
    {"columns", scale_columns, NULL},
    {NULL,      NULL,          NULL},
};

int luaopen_vane_core_scale(lua_State *L) {
  return vn_open_functions(L, functions);
}
