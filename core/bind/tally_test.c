// vane.core.tally_test: how sure counts of linkages are, as Lua asks it.
#include "calc/linkage/tally_test.h"

#include "bind/frame.h"
#include "bind/modules.h"
#include "bind/tally.h"

// null, fdr, least, from that argument on.
static VnPairTest check_test(lua_State *L, int arg) {
  static const char *const nulls[] = {"both", "totals", "sizes", NULL};
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

// A field of the table at 2, which keeps it, or NULL.
static const char *text_field(lua_State *L, const char *name) {
  lua_getfield(L, 2, name);
  const char *text = lua_isnil(L, -1) ? NULL : vn_check_text(L, -1, name);
  lua_pop(L, 1);
  return text;
}

static lua_Integer whole_field(lua_State *L, const char *name) {
  lua_getfield(L, 2, name);
  lua_Integer whole = vn_check_integer(L, -1, name);
  lua_pop(L, 1);
  return whole;
}

static VnYears check_years(lua_State *L, const char *from, const char *to) {
  lua_Integer first = whole_field(L, from), last = whole_field(L, to);
  bool known = first >= 0 && last <= 9999;
  if (!known) vn_error(L, "growth: wants years from 0 to 9999");
  return (VnYears){(int)first, (int)last};
}

static VnLevel check_level(lua_State *L) {
  lua_getfield(L, 2, "level");
  int level = lua_isnil(L, -1) ? -1 : vn_check_word(L, -1, vn_levels, -1);
  lua_pop(L, 1);
  return (VnLevel)(level + 1);
}

// clustered(frame, { group =, class =, year =, cluster =, separator =,
//   level =, from =, to =, later_from =, later_to =, replicates =, seed = },
//   named, fdr, least) -> frame
static int test_clustered(lua_State *L) {
  static const char *const rates[] = {"BH", "BY", NULL};
  VnErr err;
  const VnFrame *frame = vn_check_frame(L, 1);
  vn_check_list(L, 2, "the options");
  VnSides sides = {
      .group = text_field(L, "group"),
      .class = text_field(L, "class"),
      .year = text_field(L, "year"),
      .cluster = text_field(L, "cluster"),
      .separator = text_field(L, "separator"),
      .level = check_level(L),
      .sides = {check_years(L, "from", "to"),
                check_years(L, "later_from", "later_to")}
  };
  if (!sides.class || !sides.year || !sides.cluster)
    return vn_error(L, "growth: wants the columns 'class', 'year', 'cluster'");
  const char *named = vn_check_text(L, 3, "the period's name");
  VnClusteredGrowth how = {
      .replicates = whole_field(L, "replicates"),
      .seed = (uint64_t)whole_field(L, "seed"),
      .fdr = (VnFdr)vn_check_word(L, 4, rates, -1),
      .least = vn_check_number(L, 5, "'least'"),
  };
  if (how.replicates < 1 || how.replicates > 1000000)
    return vn_error(L, "growth: 'replicates' should be from 1 to 1000000");
  VnFrame **f = vn_push_frame(L);
  *f = vn_clustered_growth(frame, &sides, named, &how, &err);
  return *f ? 1 : vn_raise(L, &err);
}

static const VnEntry functions[] = {
    {"pairs",     test_pairs,     NULL},
    {"family",    test_family,    NULL},
    {"growth",    test_growth,    NULL},
    {"clustered", test_clustered, NULL},
    {NULL,        NULL,           NULL},
};

int luaopen_vane_core_tally_test(lua_State *L) {
  return vn_open_functions(L, functions);
}
