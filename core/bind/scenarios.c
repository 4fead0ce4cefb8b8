// vane.core.scenarios: what becomes of scenarios that are given, as Lua asks for
// it.
#include "bind/consistent.h"

#include "bind/frame.h"
#include "bind/modules.h"
#include "calc/impact/leverage.h"
#include "calc/impact/pair_frame.h"
#include "calc/impact/scenario_frame.h"
#include "data/memory.h"

// The scenarios in a flat list of variants, each counted from 1 in its
// descriptor, in a block left on the stack.
static uint8_t *check_scenarios(lua_State *L, int arg, const VnImpact *x,
                                size_t *n) {
  size_t n_cells = vn_check_list(L, arg, "the scenarios");
  uint8_t *variant = lua_newuserdatauv(L, n_cells + 1, 0);
  *n = n_cells / x->n_descriptors;
  for (size_t c = 0; c < *n * x->n_descriptors; c++) {
    lua_rawgeti(L, arg, (lua_Integer)c + 1);
    lua_Integer k = lua_tointeger(L, -1);
    lua_pop(L, 1);
    luaL_argcheck(
        L, k >= 1 && (size_t)k <= vn_impact_count(x, c % x->n_descriptors), arg,
        "no such variant");
    variant[c] = (uint8_t)(k - 1);
  }
  return variant;
}

// given(impact, scenarios) -> frame
static int scenarios_given(lua_State *L) {
  VnErr err;
  size_t n;
  const VnImpact *x = vn_check_impact(L, 1);
  const uint8_t *variant = check_scenarios(L, 2, x, &n);
  VnBalance *b = vn_hold_balance(L);
  VnFrame **f = vn_push_frame(L);
  if (!vn_balance(b, x, &err)) return vn_raise(L, &err);
  *f = vn_scenario_frame(b, variant, n, &err);
  return *f ? 1 : vn_raise(L, &err);
}


// ---- morphology ----

static void free_scenarios(void *found) {
  if (!found) return;
  vn_scenarios_free(found);
  vn_free(found);
}

// pairs(impact, partial, domains, forbidden, limit, seconds, top) -> frame of
// all scenarios that the rules leave, whatever is consistent; whether that is
// complete
static int scenarios_pairs(lua_State *L) {
  VnErr err;
  const VnImpact *x = vn_check_impact(L, 1);
  double partial = luaL_checknumber(L, 2);
  VnConsistent wanted = {
      .threshold = (int64_t)VN_ANY_DISTANCE,
      .limit = (uint64_t)vn_check_integer(L, 5, "'limit'"),
      .seconds = vn_check_number(L, 6, "'time'"),
      .top = (uint64_t)vn_check_integer(L, 7, "'top'"),
  };
  vn_check_rules(L, 3, x, &wanted);
  VnBalance *b = vn_hold_balance(L);
  void **box = vn_hold(L, free_scenarios);
  VnScenarios *found = *box = vn_alloc(1, sizeof *found);
  VnFrame **f = vn_push_frame(L);
  if (!found) return vn_error(L, "morphology: not enough memory");
  if (!vn_balance(b, x, &err) || !vn_consistent(b, &wanted, found, &err))
    return vn_raise(L, &err);
  *f = vn_pair_frame(b, found->variant, found->n, partial, &err);
  if (!*f) return vn_raise(L, &err);
  lua_pushboolean(L, found->complete);
  return 2;
}


// ---- succession ----

static void free_path(void *path) {
  if (!path) return;
  vn_free(((VnPath *)path)->variant);
  vn_free(path);
}

// follow(impact, scenario, rule, speeds or nil) -> frame of those passed, the
// row after the last one
static int scenarios_follow(lua_State *L) {
  VnErr err;
  size_t n;
  lua_settop(L, 4);
  const VnImpact *x = vn_check_impact(L, 1);
  const uint8_t *from = check_scenarios(L, 2, x, &n);
  VnSuccession s = {.rule = vn_check_succession(L, 3),
                    .speed = vn_check_speeds(L, 4, x)};
  VnBalance *b = vn_hold_balance(L);
  void **box = vn_hold(L, free_path);
  VnPath *path = *box = vn_alloc(1, sizeof *path);
  VnFrame **f = vn_push_frame(L);
  if (!path) return vn_error(L, "follow: not enough memory");
  if (!vn_balance(b, x, &err)) return vn_raise(L, &err);
  s.balance = b;
  s.scores = lua_newuserdatauv(L, b->n_variants * sizeof *s.scores, 0);
  lua_insert(L, -2);
  if (!vn_follow(&s, from, path, &err)) return vn_raise(L, &err);
  *f = vn_scenario_frame(b, path->variant, path->n, &err);
  if (!*f) return vn_raise(L, &err);
  lua_pushinteger(L, (lua_Integer)path->back + 1);
  return 2;
}


// ---- members of an ensemble ----

static void free_members(void *members) {
  if (!members) return;
  vn_members_free(members);
  vn_free(members);
}

typedef VnFrame *OfMembers(const VnMembers *, VnErr *);

// (impact, scenario, memory in MiB, what vn_check_ensemble takes) -> frame
static int give_members(lua_State *L, OfMembers *give) {
  VnErr err;
  size_t n;
  lua_settop(L, 10);
  const VnImpact *x = vn_check_impact(L, 1);
  size_t memory = (size_t)vn_check_integer(L, 3, "'memory'") << 20;
  VnEnsembleOptions options = vn_check_ensemble(L, 4, x);
  const uint8_t *variant = check_scenarios(L, 2, x, &n);
  void **box = vn_hold(L, free_members);
  VnMembers *members = *box = vn_alloc(1, sizeof *members);
  VnFrame **f = vn_push_frame(L);
  if (!members) return vn_error(L, "not enough memory");
  if (!vn_members(x, &options, variant, memory, members, &err))
    return vn_raise(L, &err);
  *f = give(members, &err);
  return *f ? 1 : vn_raise(L, &err);
}

static int scenarios_leverage(lua_State *L) {
  return give_members(L, vn_leverage_frame);
}

static int scenarios_members(lua_State *L) {
  return give_members(L, vn_members_frame);
}

// member(impact, what vn_check_ensemble takes, number from 1 on) -> impact
static int scenarios_member(lua_State *L) {
  VnErr err;
  lua_settop(L, 9);
  const VnImpact *x = vn_check_impact(L, 1);
  VnEnsembleOptions options = vn_check_ensemble(L, 2, x);
  lua_Integer member = vn_check_integer(L, 9, "the member");
  VnImpact **to = vn_push_impact(L);
  *to = vn_ensemble_member(x, &options, (uint64_t)member - 1, &err);
  return *to ? 1 : vn_raise(L, &err);
}

static const VnEntry functions[] = {
    {"given",    scenarios_given,    NULL},
    {"follow",   scenarios_follow,   NULL},
    {"leverage", scenarios_leverage, NULL},
    {"member",   scenarios_member,   NULL},
    {"members",  scenarios_members,  NULL},
    {"pairs",    scenarios_pairs,    NULL},
    {NULL,       NULL,               NULL},
};

int luaopen_vane_core_scenarios(lua_State *L) {
  return vn_open_functions(L, functions);
}
