// vane.core.tally_test: how sure counts of linkages are, as Lua asks it.
#include "calc/tally_test.h"

#include "bind/frame.h"
#include "bind/modules.h"
#include "bind/tally.h"

// null, fdr, least, from that argument on.
static VnPairTest check_test(lua_State *L, int arg) {
  static const char *const nulls[] = {"both", "totals", NULL};
  static const char *const rates[] = {"BH", "BY", NULL};
  return (VnPairTest){
      .null = (VnPairNull)vn_check_word(L, arg, nulls, -1),
      .fdr = (VnFdr)vn_check_word(L, arg + 1, rates, -1),
      .least = vn_check_number(L, arg + 2, "'least'"),
  };
}

// The period of that number, from 1.
static size_t check_period(lua_State *L, int arg, const VnTally *t) {
  lua_Integer period = vn_check_integer(L, arg, "the period");
  if (period < 1 || period > (lua_Integer)t->n_periods)
    vn_error(L, "%s: there is no period %d", vn_called_as(L), (int)period);
  return (size_t)period - 1;
}

// pairs(tally, null, fdr, least) -> frame
static int test_pairs(lua_State *L) {
  VnErr err;
  const VnTally *t = vn_check_tally(L, 1);
  VnPairTest test = check_test(L, 2);
  VnFrame **f = vn_push_frame(L);
  *f = vn_tally_tested_pairs(t, &test, &err);
  return *f ? 1 : vn_raise(L, &err);
}

// family(tally, period, least) -> number of pairs
static int test_family(lua_State *L) {
  const VnTally *t = vn_check_tally(L, 1);
  size_t period = check_period(L, 2, t);
  double least = vn_check_number(L, 3, "'least'");
  lua_pushinteger(L, (lua_Integer)vn_tally_family(t, period, least));
  return 1;
}

// growth(tally, before, after, named, null, fdr, least) -> frame
static int test_growth(lua_State *L) {
  VnErr err;
  const VnTally *t = vn_check_tally(L, 1);
  size_t before = check_period(L, 2, t), after = check_period(L, 3, t);
  const char *named = vn_check_text(L, 4, "the period's name");
  VnPairTest test = check_test(L, 5);
  VnFrame **f = vn_push_frame(L);
  *f = vn_tally_growth(t, before, after, named, &test, &err);
  return *f ? 1 : vn_raise(L, &err);
}

static const VnEntry functions[] = {
    {"pairs",  test_pairs,  NULL},
    {"family", test_family, NULL},
    {"growth", test_growth, NULL},
    {NULL,     NULL,        NULL},
};

int luaopen_vane_core_tally_test(lua_State *L) {
  return vn_open_functions(L, functions);
}
