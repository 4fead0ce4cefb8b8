// vane.core.tally_test: how sure counts of linkages are, as Lua asks it.
#include "calc/linkage/tally_test.h"

#include "bind/condition.h"
#include "bind/csv.h"
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

// A field of the table at `arg`, which keeps it, or NULL.
static const char *text_field(lua_State *L, int arg, const char *name) {
  lua_getfield(L, arg, name);
  const char *text = lua_isnil(L, -1) ? NULL : vn_check_text(L, -1, name);
  lua_pop(L, 1);
  return text;
}

static lua_Integer whole_field(lua_State *L, int arg, const char *name) {
  lua_getfield(L, arg, name);
  lua_Integer whole = vn_check_integer(L, -1, name);
  lua_pop(L, 1);
  return whole;
}

static VnLevel check_level(lua_State *L, int arg) {
  lua_getfield(L, arg, "level");
  int level = lua_isnil(L, -1) ? -1 : vn_check_word(L, -1, vn_levels, -1);
  lua_pop(L, 1);
  return (VnLevel)(level + 1);
}

// What draws clusters anew: { before =, after =, named =, fdr =, least =, and
// for clusters: group =, class =, year =, cluster =, separator =, level =,
// replicates =, seed =, na =, delim =, encoding = }.
static VnSides check_sides(lua_State *L, int arg) {
  return (VnSides){.group = text_field(L, arg, "group"),
                   .class = text_field(L, arg, "class"),
                   .year = text_field(L, arg, "year"),
                   .cluster = text_field(L, arg, "cluster"),
                   .separator = text_field(L, arg, "separator"),
                   .level = check_level(L, arg)};
}

static size_t period_field(lua_State *L, int arg, const char *name,
                           const VnTally *t) {
  lua_getfield(L, arg, name);
  size_t period = check_period(L, -1, t);
  lua_pop(L, 1);
  return period;
}

static VnFdr fdr_field(lua_State *L, int arg) {
  static const char *const rates[] = {"BH", "BY", NULL};
  lua_getfield(L, arg, "fdr");
  VnFdr fdr = (VnFdr)vn_check_word(L, -1, rates, -1);
  lua_pop(L, 1);
  return fdr;
}

static double least_field(lua_State *L, int arg) {
  lua_getfield(L, arg, "least");
  double least = vn_check_number(L, -1, "'least'");
  lua_pop(L, 1);
  return least;
}

static VnClusteredRows check_rows(lua_State *L, int arg) {
  VnClusteredRows rows = {.replicates = whole_field(L, arg, "replicates"),
                          .seed = (uint64_t)whole_field(L, arg, "seed")};
  if (rows.replicates < 1 || rows.replicates > 1000000)
    vn_error(L, "growth: 'replicates' should be from 1 to 1000000");
  return rows;
}

// The file at 3, with options at 2 and conditions from 4 on.
static VnCooccurFile check_file(lua_State *L) {
  VnCooccurFile file = {.path = vn_check_text(L, 3, "'file'"),
                        .how = vn_check_csv_rules(L, 2)};
  lua_getfield(L, 2, "na");
  file.rules.na = vn_check_texts(L, -1, "'na'", &file.rules.n_na);
  file.where = vn_check_conditions(L, 4, &file.n_where);
  return file;
}

// growth(tally, options) -> frame
// growth(tally, options, frame or path, conditions) -> frame; clusters are
// drawn from these rows. Conditions are of a file alone, as from_file has them.
static int test_growth(lua_State *L) {
  VnErr err;
  lua_settop(L, 6);
  const VnTally *t = vn_check_tally(L, 1);
  vn_check_list(L, 2, "the options");
  VnSides sides = check_sides(L, 2);
  VnTallyGrowth how = {.before = period_field(L, 2, "before", t),
                       .after = period_field(L, 2, "after", t),
                       .named = text_field(L, 2, "named"),
                       .least = least_field(L, 2),
                       .fdr = fdr_field(L, 2),
                       .sides = &sides};
  VnClusteredRows rows;
  VnCooccurFile file;
  if (!how.named) return vn_error(L, "growth: wants the period's name");
  if (!lua_isnil(L, 3)) {
    if (!sides.class || !sides.year || !sides.cluster)
      return vn_error(L, "growth: wants columns 'class', 'year', 'cluster'");
    rows = check_rows(L, 2);
    if (lua_type(L, 3) == LUA_TSTRING) file = check_file(L), rows.file = &file;
    else rows.frame = vn_check_frame(L, 3);
    how.rows = &rows;
  }
  VnFrame **f = vn_push_frame(L);
  *f = vn_tally_growth(t, &how, &err);
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
