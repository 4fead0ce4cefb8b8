// vane.core.rank: ranks within rows or columns, for lua/vane/data/matrix.lua.
#include "calc/matrix/rank.h"

#include "bind/matrix.h"
#include "bind/modules.h"

static const char *const ties[] = {"average", "min", "dense", NULL};

// rank(matrix, within, ties, largest first)
static int matrix_rank(lua_State *L) {
  VnErr err;
  const VnMatrix *m = vn_check_matrix(L, 1);
  VnSide within = (VnSide)vn_check_word(L, 2, vn_sides, -1);
  VnTies equal = (VnTies)vn_check_word(L, 3, ties, -1);
  bool largest_first = lua_toboolean(L, 4);
  VnMatrix **ranks = vn_push_matrix(L);
  *ranks = vn_matrix_rank(m, within, equal, largest_first, &err);
  return *ranks ? 1 : vn_raise_in(L, "rank", &err);
}

static const VnEntry functions[] = {
    {"matrix", matrix_rank, NULL},
    {NULL,     NULL,        NULL},
};

int luaopen_vane_core_rank(lua_State *L) {
  return vn_open_functions(L, functions);
}
