// vane.core.signal: what weak signals say of scenarios, as
// lua/vane/data/impact/signals.lua asks for it.
#include "calc/impact/signal.h"

#include <math.h>

#include "bind/bind.h"
#include "bind/modules.h"
#include "bind/numbers.h"
#include "calc/impact/tell_apart.h"
#include "data/memory.h"


// ---- what is asked ----

// Numbers of the list in that field of the table at 1, in a block left on the
// stack.
static const double *check_numbers(lua_State *L, const char *name, size_t *n) {
  lua_getfield(L, 1, name);
  *n = vn_check_list(L, lua_gettop(L), name);
  double *numbers = lua_newuserdatauv(L, (*n + 1) * sizeof *numbers, 0);
  for (size_t i = 0; i < *n; i++) {
    lua_rawgeti(L, -2, (lua_Integer)i + 1);
    numbers[i] = lua_isnumber(L, -1) ? lua_tonumber(L, -1) : NAN;
    lua_pop(L, 1);
  }
  return numbers;
}

// The same of exactly n places, each from 1 to `most`, counted from 0 here.
static const size_t *check_places(lua_State *L, const char *name, size_t n,
                                  size_t most) {
  size_t found;
  const double *numbers = check_numbers(L, name, &found);
  luaL_argcheck(L, found == n, 1, name);
  size_t *places = lua_newuserdatauv(L, (n + 1) * sizeof *places, 0);
  for (size_t i = 0; i < n; i++) {
    luaL_argcheck(L, numbers[i] >= 1 && numbers[i] <= (double)most, 1, name);
    places[i] = (size_t)numbers[i] - 1;
  }
  return places;
}

static double check_field(lua_State *L, const char *name) {
  lua_getfield(L, 1, name);
  double value = vn_check_number(L, lua_gettop(L), name);
  lua_pop(L, 1);
  return value;
}

static void check_signals(lua_State *L, VnMonitor *m) {
  size_t n_dates, n_against;
  const double *weight = check_numbers(L, "weight", &m->n);
  const double *against = check_numbers(L, "against", &n_against);
  const double *date = check_numbers(L, "date", &n_dates);
  luaL_argcheck(L, n_dates == m->n && n_against == m->n, 1, "date");
  const size_t *descriptor =
      check_places(L, "descriptor", m->n, m->n_descriptors);
  const size_t *variant = check_places(L, "variant", m->n, SIZE_MAX / 2);
  const size_t *event = check_places(L, "event", m->n, m->n);
  const size_t *source = check_places(L, "source", m->n, m->n);
  VnSignal *signals = lua_newuserdatauv(L, (m->n + 1) * sizeof *signals, 0);
  for (size_t i = 0; i < m->n; i++) {
    signals[i] =
        (VnSignal){descriptor[i], variant[i], against[i] > 0, weight[i],
                   event[i],      source[i],  date[i]};
  }
  m->signals = signals;
}

// The monitor in the table at 1: lists weight, against, descriptor, variant,
// event, source and date of signals; `variants` of scenarios one after the
// other; prior, of none last; n_descriptors and cap.
static VnMonitor check_monitor(lua_State *L) {
  luaL_checktype(L, 1, LUA_TTABLE);
  luaL_checkstack(L, 40, NULL);
  VnMonitor m = {.n_descriptors = (size_t)check_field(L, "n_descriptors"),
                 .cap = check_field(L, "cap")};
  size_t n_prior;
  m.prior = check_numbers(L, "prior", &n_prior);
  luaL_argcheck(L, n_prior >= 1, 1, "prior");
  m.n_scenarios = n_prior - 1;
  m.variants = check_places(L, "variants", m.n_scenarios * m.n_descriptors,
                            SIZE_MAX / 2);
  check_signals(L, &m);
  return m;
}


// ---- what is answered ----

static double *new_numbers(lua_State *L, size_t n) {
  return lua_newuserdatauv(L, (n + 1) * sizeof(double), 0);
}

// support(monitor, until or nil) -> weights, ratios, support of each scenario
// and of none
static int signal_support(lua_State *L) {
  VnErr err;
  double until = luaL_optnumber(L, 2, INFINITY);
  VnMonitor m = check_monitor(L);
  double *weights = new_numbers(L, m.n);
  double *ratios = new_numbers(L, m.n_scenarios);
  double *support = new_numbers(L, m.n_scenarios + 1);
  if (!vn_signal_weights(&m, until, weights, &err) ||
      !vn_signal_support(&m, weights, ratios, support, &err))
    return vn_raise(L, &err);
  vn_push_numbers(L, weights, m.n);
  vn_push_numbers(L, ratios, m.n_scenarios);
  vn_push_numbers(L, support, m.n_scenarios + 1);
  return 3;
}

// look(monitor, support, descriptor, variant, weight) -> the change to be
// expected, the support if it is found
static int signal_look(lua_State *L) {
  size_t descriptor = (size_t)vn_check_integer(L, 3, "the descriptor") - 1;
  size_t variant = (size_t)vn_check_integer(L, 4, "the variant") - 1;
  double weight = vn_check_number(L, 5, "the weight");
  VnMonitor m = check_monitor(L);
  luaL_argcheck(L, descriptor < m.n_descriptors, 3, "no such descriptor");
  luaL_checktype(L, 2, LUA_TTABLE);
  double *support = new_numbers(L, m.n_scenarios + 1);
  for (size_t s = 0; s <= m.n_scenarios; s++) {
    lua_rawgeti(L, 2, (lua_Integer)s + 1);
    support[s] = lua_tonumber(L, -1);
    lua_pop(L, 1);
  }
  double *found = new_numbers(L, m.n_scenarios + 1);
  double change =
      vn_signal_look(&m, support, descriptor, variant, weight, found);
  lua_pushnumber(L, change);
  vn_push_numbers(L, found, m.n_scenarios + 1);
  return 2;
}

// apart(monitor) -> the descriptors that tell scenarios apart, pairs that
// nothing tells apart, whether no smaller set does
static int signal_apart(lua_State *L) {
  VnErr err;
  VnTellApart found;
  VnMonitor m = check_monitor(L);
  bool **chosen = (bool **)vn_hold(L, vn_free);
  if (!vn_tell_apart(m.variants, m.n_scenarios, m.n_descriptors, &found, &err))
    return vn_raise(L, &err);
  *chosen = found.chosen;
  lua_createtable(L, (int)found.n_chosen, 0);
  for (size_t d = 0, n = 0; d < m.n_descriptors; d++) {
    if (!found.chosen[d]) continue;
    lua_pushinteger(L, (lua_Integer)d + 1);
    lua_rawseti(L, -2, (lua_Integer)++n);
  }
  lua_pushinteger(L, (lua_Integer)found.n_alike);
  lua_pushboolean(L, found.exact);
  return 3;
}

static const VnEntry functions[] = {
    {"support", signal_support, NULL},
    {"look",    signal_look,    NULL},
    {"apart",   signal_apart,   NULL},
    {NULL,      NULL,           NULL},
};

int luaopen_vane_core_signal(lua_State *L) {
  return vn_open_functions(L, functions);
}
