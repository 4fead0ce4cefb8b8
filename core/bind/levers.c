// vane.core.levers: what levers are worth over several futures, or many runs.
#include "calc/run/levers.h"

#include "bind/frame.h"
#include "bind/modules.h"
#include "bind/numbers.h"

static void push_row(lua_State *L, const VnLever *lever) {
  const double values[] = {lever->mean, lever->worst, lever->largest_regret,
                           lever->mean_regret};
  vn_push_numbers(L, values, sizeof values / sizeof *values);
}

// worth(frame with a column for each lever, whether more is better)
// -> { { mean, worst, largest regret, mean regret }, ... }
static int levers_worth(lua_State *L) {
  const VnFrame *f = vn_check_frame(L, 1);
  bool more_is_better = lua_toboolean(L, 2);
  size_t n = f->n_cols;
  luaL_argcheck(L, n && f->n_rows, 1, "levers and cases");
  VnLever *levers = lua_newuserdatauv(L, n * sizeof *levers, 0);
  const double **values = lua_newuserdatauv(L, n * sizeof *values, 0);
  for (size_t k = 0; k < n; k++) {
    luaL_argcheck(L, f->columns[k]->type == VN_NUMBER, 1, "numbers");
    values[k] = f->columns[k]->number;
  }
  vn_levers(values, n, f->n_rows, more_is_better, levers);
  lua_createtable(L, (int)n, 0);
  for (size_t k = 0; k < n; k++) {
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
