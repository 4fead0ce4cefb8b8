// vane.core.consistent: the scenarios of a cross-impact matrix, as Lua asks
// for them.
#include "bind/consistent.h"

#include "bind/frame.h"
#include "bind/matrix.h"
#include "bind/modules.h"
#include "calc/impact/least.h"
#include "calc/impact/scenario_frame.h"
#include "data/memory.h"

static void free_balance(void *balance) {
  if (!balance) return;
  vn_balance_free(balance);
  vn_free(balance);
}

VnBalance *vn_hold_balance(lua_State *L) {
  void **box = vn_hold(L, free_balance);
  *box = vn_alloc(1, sizeof(VnBalance));
  if (!*box) vn_error(L, "not enough memory");
  return *box;
}

static void free_scenarios(void *found) {
  if (!found) return;
  vn_scenarios_free(found);
  vn_free(found);
}

static VnScenarios *hold_scenarios(lua_State *L) {
  void **box = vn_hold(L, free_scenarios);
  *box = vn_alloc(1, sizeof(VnScenarios));
  if (!*box) vn_error(L, "not enough memory");
  return *box;
}


// ---- rules ----

static const uint64_t *check_domains(lua_State *L, int arg, const VnImpact *x) {
  uint64_t *domain = lua_newuserdatauv(L, x->n_descriptors * sizeof *domain, 0);
  for (size_t i = 0; i < x->n_descriptors; i++) {
    domain[i] = 0;
    for (size_t k = x->first[i]; k < x->first[i + 1]; k++) {
      lua_rawgeti(L, arg, (lua_Integer)k + 1);
      domain[i] |= (uint64_t)lua_toboolean(L, -1) << (k - x->first[i]);
      lua_pop(L, 1);
    }
  }
  return domain;
}

static size_t place_at(lua_State *L, int arg, size_t i, const VnImpact *x) {
  lua_rawgeti(L, arg, (lua_Integer)i + 1);
  lua_Integer place = lua_tointeger(L, -1);
  lua_pop(L, 1);
  luaL_argcheck(L, place >= 1 && (size_t)place <= x->n_variants, arg,
                "no such variant");
  return (size_t)place - 1;
}

void vn_check_rules(lua_State *L, int arg, const VnImpact *x,
                    VnConsistent *wanted) {
  luaL_checktype(L, arg, LUA_TTABLE);
  wanted->n_forbidden = vn_check_list(L, arg + 1, "'forbid'") / 2;
  wanted->domain = check_domains(L, arg, x);
  VnForbidden *pairs =
      lua_newuserdatauv(L, (wanted->n_forbidden + 1) * sizeof *pairs, 0);
  for (size_t f = 0; f < wanted->n_forbidden; f++) {
    pairs[f].a = place_at(L, arg + 1, 2 * f, x);
    pairs[f].b = place_at(L, arg + 1, 2 * f + 1, x);
  }
  wanted->forbidden = pairs;
}


// ---- searching ----

// What both searches take: (impact, threshold or k, domains, forbidden, limit,
// seconds, list, workers, top, memory in MiB)
static VnConsistent check_wanted(lua_State *L, const VnImpact *x) {
  VnConsistent wanted = {
      .limit = (uint64_t)vn_check_integer(L, 5, "'limit'"),
      .seconds = vn_check_number(L, 6, "'time'"),
      .count_only = !lua_toboolean(L, 7),
      .workers = (size_t)luaL_optinteger(L, 8, 0),
      .top = (uint64_t)luaL_optinteger(L, 9, 0),
      .memory = (size_t)luaL_optinteger(L, 10, 0) << 20,
  };
  vn_check_rules(L, 3, x, &wanted);
  return wanted;
}

// Leaves frame or nil, count, complete, rounded.
static int give(lua_State *L, const VnBalance *b, const VnScenarios *found,
                bool list) {
  VnErr err;
  if (list) {
    VnFrame **f = vn_push_frame(L);
    *f = vn_scenario_frame(b, found->variant, found->n, &err);
    if (!*f) return vn_raise(L, &err);
  } else {
    lua_pushnil(L);
  }
  vn_push_count(L, found->count);
  lua_pushboolean(L, found->complete);
  lua_pushboolean(L, b->rounded);
  return 4;
}

// find(impact, threshold, ...)
static int consistent_find(lua_State *L) {
  VnErr err;
  const VnImpact *x = vn_check_impact(L, 1);
  double threshold = vn_check_number(L, 2, "'threshold'");
  VnConsistent wanted = check_wanted(L, x);
  VnBalance *b = vn_hold_balance(L);
  VnScenarios *found = hold_scenarios(L);
  if (!vn_balance(b, x, &err)) return vn_raise(L, &err);
  wanted.threshold = vn_balance_whole(b, threshold);
  if (!vn_consistent(b, &wanted, found, &err)) return vn_raise(L, &err);
  return give(L, b, found, !wanted.count_only);
}

// least(impact, k, ...) -> the same
static int consistent_least(lua_State *L) {
  VnErr err;
  int64_t threshold;
  const VnImpact *x = vn_check_impact(L, 1);
  lua_Integer k = vn_check_integer(L, 2, "'k'");
  VnConsistent wanted = check_wanted(L, x);
  VnBalance *b = vn_hold_balance(L);
  VnScenarios *found = hold_scenarios(L);
  if (!vn_balance(b, x, &err) ||
      !vn_least(b, &wanted, (uint64_t)k, found, &threshold, &err))
    return vn_raise(L, &err);
  return give(L, b, found, true);
}


// ---- succession ----

static void free_basins(void *basins) {
  if (!basins) return;
  vn_basins_free(basins);
  vn_free(basins);
}

VnSuccessionRule vn_check_succession(lua_State *L, int arg) {
  static const char *const rules[] = {"global",     "local",     "incremental",
                                      "sequential", "adiabatic", NULL};
  return (VnSuccessionRule)vn_check_word(L, arg, rules, 0);
}

const int64_t *vn_check_speeds(lua_State *L, int arg, const VnImpact *x) {
  if (lua_isnoneornil(L, arg)) return NULL;
  int64_t *speed = lua_newuserdatauv(L, x->n_descriptors * sizeof *speed, 0);
  for (size_t i = 0; i < x->n_descriptors; i++) {
    lua_rawgeti(L, arg, (lua_Integer)i + 1);
    speed[i] = lua_tointeger(L, -1);
    lua_pop(L, 1);
  }
  return speed;
}

// basins(impact, rule, speeds or nil, memory, starts, seed, workers)
// -> frame, exact, only the largest, starts given up
static int consistent_basins(lua_State *L) {
  VnErr err;
  const VnImpact *x = vn_check_impact(L, 1);
  VnBasinOptions options = {
      .rule = vn_check_succession(L, 2),
      .memory = (size_t)vn_check_integer(L, 4, "'memory'") << 20,
      .starts = (uint64_t)vn_check_integer(L, 5, "'starts'"),
      .seed = (uint64_t)vn_check_integer(L, 6, "'seed'"),
      .workers = (size_t)luaL_optinteger(L, 7, 0),
  };
  options.speed = vn_check_speeds(L, 3, x);
  VnBalance *b = vn_hold_balance(L);
  void **box = vn_hold(L, free_basins);
  VnBasins *basins = *box = vn_alloc(1, sizeof *basins);
  VnFrame **f = vn_push_frame(L);
  if (!basins) return vn_error(L, "basins: not enough memory");
  if (!vn_balance(b, x, &err) || !vn_basins(b, &options, basins, &err))
    return vn_raise(L, &err);
  *f = vn_basin_frame(b, basins, &err);
  if (!*f) return vn_raise(L, &err);
  lua_pushboolean(L, basins->exact);
  lua_pushboolean(L, basins->cut);
  lua_pushinteger(L, (lua_Integer)basins->n_unsettled);
  return 4;
}


// ---- ensembles ----

static void free_ensemble(void *ensemble) {
  if (!ensemble) return;
  vn_ensemble_free(ensemble);
  vn_free(ensemble);
}

// The places in the list at `arg`, in a block left on the stack.
static const size_t *check_places(lua_State *L, int arg, size_t n,
                                  size_t below) {
  size_t *place = lua_newuserdatauv(L, (n + 1) * sizeof *place, 0);
  for (size_t c = 0; c < n; c++) {
    lua_rawgeti(L, arg, (lua_Integer)c + 1);
    lua_Integer at = lua_tointeger(L, -1);
    lua_pop(L, 1);
    luaL_argcheck(L, at >= 1 && (size_t)at <= below, arg, "no such cell");
    place[c] = (size_t)at - 1;
  }
  return place;
}

// The chances in the matrix at `arg`, of which there is one for each cell.
static const double *check_chances(lua_State *L, int arg, const VnImpact *x) {
  const VnMatrix *m = vn_check_matrix(L, arg);
  luaL_argcheck(L, m->n_rows * m->n_cols == x->n_variants * x->n_variants, arg,
                "a chance for each cell");
  return m->cells;
}

VnEnsembleOptions vn_check_ensemble(lua_State *L, int arg, const VnImpact *x) {
  VnEnsembleOptions options = {
      .members = (uint64_t)vn_check_integer(L, arg, "'members'"),
      .step = vn_check_number(L, arg + 2, "'step'"),
      .seed = (uint64_t)vn_check_integer(L, arg + 3, "'seed'"),
      .threshold = vn_check_number(L, arg + 5, "'threshold'"),
      .wanted.workers = (size_t)luaL_optinteger(L, arg + 6, 0),
  };
  if (lua_istable(L, arg + 4)) {
    options.panel = vn_check_matrix(L, arg + 1);
    options.place = check_places(L, arg + 4, options.panel->n_cols,
                                 x->n_variants * x->n_variants);
  } else if (vn_test_matrix(L, arg + 1)) {
    options.chance = check_chances(L, arg + 1, x);
  } else {
    options.spread = vn_check_number(L, arg + 1, "'spread'");
  }
  return options;
}

// ensemble(impact, domains, forbidden, limit, members, spread (a chance, a
// matrix of them, or a panel), step, seed, places of the panel or nil,
// threshold, workers, memory in MiB) -> frame, members without any, members
// cut short
static int consistent_ensemble(lua_State *L) {
  VnErr err;
  lua_settop(L, 12);
  const VnImpact *x = vn_check_impact(L, 1);
  VnEnsembleOptions options = vn_check_ensemble(L, 5, x);
  options.wanted.memory = (size_t)luaL_optinteger(L, 12, 0) << 20;
  options.wanted.limit = (uint64_t)vn_check_integer(L, 4, "'limit'");
  vn_check_rules(L, 2, x, &options.wanted);
  VnBalance *b = vn_hold_balance(L);
  void **box = vn_hold(L, free_ensemble);
  VnEnsemble *ensemble = *box = vn_alloc(1, sizeof *ensemble);
  VnFrame **f = vn_push_frame(L);
  if (!ensemble) return vn_error(L, "ensemble: not enough memory");
  if (!vn_balance(b, x, &err) || !vn_ensemble(x, &options, ensemble, &err))
    return vn_raise(L, &err);
  *f = vn_ensemble_frame(b, ensemble, options.members, &err);
  if (!*f) return vn_raise(L, &err);
  lua_pushinteger(L, (lua_Integer)ensemble->n_none);
  lua_pushinteger(L, (lua_Integer)ensemble->n_cut);
  return 3;
}

static const VnEntry functions[] = {
    {"find",     consistent_find,     NULL},
    {"least",    consistent_least,    NULL},
    {"basins",   consistent_basins,   NULL},
    {"ensemble", consistent_ensemble, NULL},
    {NULL,       NULL,                NULL},
};

int luaopen_vane_core_consistent(lua_State *L) {
  return vn_open_functions(L, functions);
}
