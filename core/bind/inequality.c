// vane.core.inequality: how concentrated a table's rows and columns are,
// and which cells hold more than expected; help stands with the study.
#include "calc/linkage/inequality.h"

#include "bind/frame.h"
#include "bind/matrix.h"
#include "bind/modules.h"
#include "calc/linkage/excess.h"

static void read_tops(lua_State *L, int arg, VnInequality *how) {
  how->n_top = vn_check_list(L, arg, "the numbers of largest cells");
  if (how->n_top > VN_MOST_TOPS) {
    vn_error(L, "concentration: at most %d shares of the largest at once",
             VN_MOST_TOPS);
  }
  for (size_t k = 0; k < how->n_top; k++) {
    lua_rawgeti(L, arg, (lua_Integer)k + 1);
    how->top[k] = vn_check_integer(L, -1, "a number of largest cells");
    lua_pop(L, 1);
  }
}

// lines(m, "rows" or "cols", in bits, cells are counts, { k, ... }) -> frame
static int inequality_lines(lua_State *L) {
  VnErr err;
  const VnMatrix *m = vn_check_matrix(L, 1);
  VnSide of = vn_check_lines(L, 2);
  VnInequality how = {.in_bits = lua_toboolean(L, 3),
                      .whole = lua_toboolean(L, 4)};
  read_tops(L, 5, &how);
  VnFrame **frame = vn_push_frame(L);
  *frame = vn_matrix_inequality(m, of, &how, &err);
  return *frame ? 1 : vn_raise_in(L, "concentration", &err);
}

// excess(m, cells are counts, level) -> frame, shape and mean of the gamma
static int inequality_excess(lua_State *L) {
  VnErr err;
  VnShrink fit;
  const VnMatrix *m = vn_check_matrix(L, 1);
  VnExcess how = {.whole = lua_toboolean(L, 2),
                  .level = vn_check_number(L, 3, "the level")};
  VnFrame **frame = vn_push_frame(L);
  *frame = vn_matrix_excess(m, &how, &fit, &err);
  if (!*frame) return vn_raise_in(L, "concentration", &err);
  vn_push_value(L, fit.shape);
  vn_push_value(L, fit.mean);
  return 3;
}

static const VnEntry functions[] = {
    {"lines",  inequality_lines,  NULL},
    {"excess", inequality_excess, NULL},
    {NULL,     NULL,              NULL},
};

int luaopen_vane_core_inequality(lua_State *L) {
  return vn_open_functions(L, functions);
}
