// vane.core.diverse: a few scenarios of many, as Lua asks for them.
#include "calc/impact/diverse.h"

#include "bind/frame.h"
#include "bind/modules.h"

// The numbers in the list at `arg`, in a block left on the stack.
static const double *check_weights(lua_State *L, int arg, size_t n) {
  luaL_argcheck(L, vn_check_list(L, arg, "the weights") == n, arg,
                "a weight for each scenario");
  double *weight = lua_newuserdatauv(L, (n + 1) * sizeof *weight, 0);
  for (size_t s = 0; s < n; s++) {
    lua_rawgeti(L, arg, (lua_Integer)s + 1);
    weight[s] = lua_tonumber(L, -1);
    lua_pop(L, 1);
  }
  return weight;
}

// choose(scenarios, n_descriptors, weights, k, by weight alone) -> list of
// rows, whether no other choice is better
static int diverse_choose(lua_State *L) {
  VnErr err;
  bool exact;
  const VnFrame *f = vn_check_frame(L, 1);
  VnDiverse wanted = {
      .scenarios = f,
      .n_descriptors = (size_t)vn_check_integer(L, 2, "the descriptors"),
      .k = (size_t)vn_check_integer(L, 4, "'k'"),
      .by_weight = lua_toboolean(L, 5),
  };
  wanted.weight = check_weights(L, 3, f->n_rows);
  size_t *chosen = lua_newuserdatauv(L, (wanted.k + 1) * sizeof *chosen, 0);
  if (!vn_diverse(&wanted, chosen, &exact, &err)) return vn_raise(L, &err);
  lua_createtable(L, (int)wanted.k, 0);
  for (size_t s = 0; s < wanted.k; s++) {
    lua_pushinteger(L, (lua_Integer)chosen[s] + 1);
    lua_rawseti(L, -2, (lua_Integer)s + 1);
  }
  lua_pushboolean(L, exact);
  return 2;
}

static const VnEntry functions[] = {
    {"choose", diverse_choose, NULL},
    {NULL,     NULL,           NULL},
};

int luaopen_vane_core_diverse(lua_State *L) {
  return vn_open_functions(L, functions);
}
