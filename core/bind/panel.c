// vane.core.panel: what a panel of experts says of each thing it judged.
#include "calc/matrix/panel.h"

#include "bind/matrix.h"
#include "bind/modules.h"

// cells(experts x cells, strong, top) -> cells x what is said of them
static int panel_cells(lua_State *L) {
  VnErr err;
  const VnMatrix *panel = vn_check_matrix(L, 1);
  VnScale scale = {.strong = vn_check_number(L, 2, "the strong score"),
                   .top = vn_check_number(L, 3, "the highest score")};
  VnMatrix **cells = vn_push_matrix(L);
  *cells = vn_panel_cells(panel, scale, &err);
  return *cells ? 1 : vn_raise_in(L, "panel", &err);
}

static const VnEntry functions[] = {
    {"cells", panel_cells, NULL},
    {NULL,    NULL,        NULL},
};

int luaopen_vane_core_panel(lua_State *L) {
  return vn_open_functions(L, functions);
}
