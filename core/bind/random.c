// vane.core.random: the seeded generator, as Lua asks it.
#include "calc/chance/random.h"

#include "bind/bind.h"
#include "bind/modules.h"

static VnRandom check_stream(lua_State *L) {
  lua_Integer seed = vn_check_integer(L, 1, "the seed");
  lua_Integer stream = vn_check_integer(L, 2, "the stream");
  return vn_random((uint64_t)seed, (uint64_t)stream);
}

static lua_Integer check_count(lua_State *L, int arg) {
  lua_Integer n = vn_check_integer(L, arg, "the number of draws");
  if (n < 0) vn_error(L, "%s: wants 0 or more draws", vn_called_as(L));
  return n;
}

static const char units_help[] =
    "random.units(seed, stream, n) -> list\n"
    "  n numbers of that stream of the seed, 0 <= x < 1. The same seed and\n"
    "  stream give the same numbers on every machine.\n"
    "  Source: Philox4x32-10 (Salmon, Moraes, Dror and Shaw, SC 2011).\n";

static int random_units(lua_State *L) {
  VnRandom random = check_stream(L);
  lua_Integer n = check_count(L, 3);
  lua_newtable(L);
  for (lua_Integer i = 1; i <= n; i++) {
    lua_pushnumber(L, vn_random_unit(&random));
    lua_rawseti(L, -2, i);
  }
  return 1;
}

static const char below_help[] =
    "random.below(seed, stream, n, m) -> list\n"
    "  n whole numbers of that stream of the seed, 0 to m - 1.\n";

static int random_below(lua_State *L) {
  VnRandom random = check_stream(L);
  lua_Integer n = check_count(L, 3);
  lua_Integer most = vn_check_integer(L, 4, "the upper bound");
  if (most < 1 || most > UINT32_MAX) {
    return vn_error(L, "below: wants an upper bound from 1 to 2^32 - 1");
  }
  lua_newtable(L);
  for (lua_Integer i = 1; i <= n; i++) {
    lua_pushinteger(L, vn_random_below(&random, (uint32_t)most));
    lua_rawseti(L, -2, i);
  }
  return 1;
}

static const char philox_help[] =
    "random.philox(c0, c1, c2, c3, k0, k1) -> four integers\n"
    "  The function underneath: a block of 4 x 32 bits for a counter and a\n"
    "  key.\n";

static int random_philox(lua_State *L) {
  uint32_t in[6], block[4];
  for (int i = 0; i < 6; i++) {
    in[i] = (uint32_t)vn_check_integer(L, i + 1, "a word");
  }
  vn_philox(in, in + 4, block);
  for (int i = 0; i < 4; i++) lua_pushinteger(L, block[i]);
  return 4;
}

static const VnEntry functions[] = {
    {"units",  random_units,  units_help },
    {"below",  random_below,  below_help },
    {"philox", random_philox, philox_help},
    {NULL,     NULL,          NULL       },
};

int luaopen_vane_core_random(lua_State *L) {
  return vn_open_functions(L, functions);
}
