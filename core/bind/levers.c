// vane.core.levers: what levers are worth over several futures.
#include "calc/levers.h"

#include "bind/bind.h"
#include "bind/matrix.h"
#include "bind/modules.h"

static void push_row(lua_State *L, const VnLever *lever) {
  const double values[] = {lever->mean, lever->worst, lever->largest_regret,
                           lever->mean_regret};
  lua_createtable(L, 4, 0);
  for (int k = 0; k < 4; k++) {
    lua_pushnumber(L, values[k]);
    lua_rawseti(L, -2, k + 1);
  }
}

// worth(matrix, levers x futures) -> { { mean, worst, largest regret, mean
// regret }, ... }
static int levers_worth(lua_State *L) {
  const VnMatrix *m = vn_check_matrix(L, 1);
  luaL_argcheck(L, m->n_rows && m->n_cols, 1, "levers and futures");
  VnLever *levers = lua_newuserdatauv(L, m->n_rows * sizeof *levers, 0);
  vn_levers(vn_matrix_cell(m, 0, 0), m->n_rows, m->n_cols, levers);
  lua_createtable(L, (int)m->n_rows, 0);
  for (size_t k = 0; k < m->n_rows; k++) {
    push_row(L, &levers[k]);
    lua_rawseti(L, -2, (lua_Integer)k + 1);
  }
  return 1;
}

static const VnEntry functions[] = {
    {"worth", levers_worth, NULL},
    {NULL,    NULL,         NULL},
};

int luaopen_vane_core_levers(lua_State *L) {
  return vn_open_functions(L, functions);
}
