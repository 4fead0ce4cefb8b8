// vane.core.run: runs of declared systems; the help stands with scenario.run
// in lua/vane/study/run.lua.
#include "bind/modules.h"
#include "bind/numbers.h"
#include "calc/run/system.h"
#include "calc/chance/wilson.h"

#define DOING "scenario.run"


// ---- systems ----

// A number, or the name of a column with one for each run.
static VnSlot check_slot(lua_State *L, int arg, const char *name,
                         double otherwise, const VnFrame *draws) {
  VnErr err;
  VnSlot slot = {.value = otherwise};
  lua_getfield(L, arg, name);
  if (lua_type(L, -1) == LUA_TSTRING) {
    const VnColumn *column = vn_frame_column(draws, lua_tostring(L, -1), &err);
    if (!column) {
      vn_raise_in(L, DOING, &err);
      return slot;
    }
    if (column->type != VN_NUMBER) vn_error(L, DOING ": draws are numbers");
    slot.drawn = column->number;
  } else if (!lua_isnil(L, -1)) {
    slot.value = vn_check_number(L, -1, name);
  }
  lua_pop(L, 1);
  return slot;
}

// The list `name` of the table at `arg`, left on the stack.
static size_t push_list(lua_State *L, int arg, const char *name) {
  lua_getfield(L, arg, name);
  return vn_check_list(L, -1, name);
}

static const double *check_path(lua_State *L, int arg, int keep,
                                size_t n_steps) {
  size_t n;
  lua_getfield(L, arg, "path");
  bool given = !lua_isnil(L, -1);
  lua_pop(L, 1);
  if (!given) return NULL;
  const double *path = vn_keep_numbers(L, arg, "path", keep, &n);
  if (n != n_steps) vn_error(L, DOING ": a path needs a number for each step");
  return path;
}

static VnDriver check_driver(lua_State *L, const VnFrame *draws, int keep,
                             size_t n_steps) {
  int at = lua_gettop(L);
  lua_getfield(L, at, "name");
  const char *name = vn_check_text(L, -1, "a driver's name");
  VnDriver d = {.name = name,
                .start = check_slot(L, at, "start", 0, draws),
                .growth = check_slot(L, at, "growth", 0, draws),
                .limit = check_slot(L, at, "limit", INFINITY, draws),
                .change = check_slot(L, at, "change", 0, draws),
                .noise = check_slot(L, at, "noise", 0, draws),
                .low = check_slot(L, at, "low", -INFINITY, draws),
                .high = check_slot(L, at, "high", INFINITY, draws)};
  lua_pop(L, 1);
  d.path = check_path(L, at, keep, n_steps);
  return d;
}

static size_t check_place(lua_State *L, const char *name, size_t n) {
  size_t place = vn_count_field(L, -1, name);
  if (place < 1 || place > n) vn_error(L, DOING ": no such driver");
  return place - 1;
}

static void check_drivers(lua_State *L, int arg, VnSystem *s,
                          const VnFrame *draws) {
  lua_newtable(L);
  int keep = lua_gettop(L);
  s->n_drivers = push_list(L, arg, "drivers");
  VnDriver *drivers =
      lua_newuserdatauv(L, (s->n_drivers + 1) * sizeof *drivers, 0);
  for (size_t j = 0; j < s->n_drivers; j++) {
    lua_rawgeti(L, -2, (lua_Integer)j + 1);
    drivers[j] = check_driver(L, draws, keep, s->n_steps);
    lua_pop(L, 1);
  }
  s->driver = drivers;
}

// What acts on drivers: the record on top of the stack goes to `to`.
typedef void Check(lua_State *L, const VnSystem *s, const VnFrame *draws,
                   void *to);

static void check_influence(lua_State *L, const VnSystem *s,
                            const VnFrame *draws, void *to) {
  int at = lua_gettop(L);
  *(VnInfluence *)to = (VnInfluence){
      .from = check_place(L, "from", s->n_drivers),
      .to = check_place(L, "to", s->n_drivers),
      .lag = vn_count_field(L, at, "lag"),
      .weight = check_slot(L, at, "weight", 0, draws),
      .saturation = check_slot(L, at, "saturation", INFINITY, draws)};
}

static void check_effect(lua_State *L, const VnSystem *s, const VnFrame *draws,
                         void *to) {
  int at = lua_gettop(L);
  *(VnEffect *)to = (VnEffect){.driver = check_place(L, "driver", s->n_drivers),
                               .first = vn_count_field(L, at, "first"),
                               .last = vn_count_field(L, at, "last"),
                               .add = check_slot(L, at, "add", 0, draws)};
}

// All of the list `name`, in a block left on the stack.
static const void *check_all(lua_State *L, int arg, const char *name,
                             const VnSystem *s, const VnFrame *draws,
                             Check *check, size_t size, size_t *n) {
  *n = push_list(L, arg, name);
  char *block = lua_newuserdatauv(L, (*n + 1) * size, 0);
  for (size_t k = 0; k < *n; k++) {
    lua_rawgeti(L, -2, (lua_Integer)k + 1);
    check(L, s, draws, block + k * size);
    lua_pop(L, 1);
  }
  return block;
}

static uint64_t seed_field(lua_State *L) {
  lua_getfield(L, 1, "seed");
  uint64_t seed = (uint64_t)vn_check_integer(L, -1, "'seed'");
  lua_pop(L, 1);
  return seed;
}

// The system that the table at 1 declares, with the draws at 2; both, and
// blocks left on the stack, hold what it points to.
static VnSystem check_system(lua_State *L) {
  VnErr err;
  vn_check_list(L, 1, "the system");
  const VnFrame *draws = vn_check_frame(L, 2);
  VnSystem s = {.n_steps = vn_count_field(L, 1, "steps"),
                .n_runs = draws->n_rows,
                .seed = seed_field(L)};
  luaL_checkstack(L, 32, NULL);
  check_drivers(L, 1, &s, draws);
  s.influence = check_all(L, 1, "influences", &s, draws, check_influence,
                          sizeof *s.influence, &s.n_influences);
  s.effect = check_all(L, 1, "effects", &s, draws, check_effect,
                       sizeof *s.effect, &s.n_effects);
  size_t *order = lua_newuserdatauv(L, (s.n_drivers + 1) * sizeof *order, 0);
  if (!vn_system_order(s.driver, s.n_drivers, s.influence, s.n_influences,
                       order, &err)) {
    vn_raise_in(L, DOING, &err);
  }
  s.order = order;
  return s;
}

// check(system, draws): raises when it cannot be run
static int run_check(lua_State *L) {
  check_system(L);
  return 0;
}

// The k-th outcome: of the driver in the list at 4, by the summary in that at 5.
static VnOutcome check_outcome(lua_State *L, const VnSystem *s, size_t k,
                               double *to) {
  lua_rawgeti(L, 4, (lua_Integer)k + 1);
  lua_rawgeti(L, 5, (lua_Integer)k + 1);
  lua_Integer driver = vn_check_integer(L, -2, "a driver");
  if (driver < 1 || (size_t)driver > s->n_drivers) {
    vn_error(L, DOING ": no such driver");
  }
  int summary = vn_check_word(L, -1, vn_summaries, -1);
  lua_pop(L, 2);
  return (VnOutcome){(size_t)driver - 1, (VnSummary)summary, to};
}

// outcomes(system, draws, names, drivers, summaries) -> frame
static int run_outcomes(lua_State *L) {
  VnErr err;
  size_t n;
  lua_settop(L, 5);
  VnSystem system = check_system(L);
  const char **names = vn_check_texts(L, 3, "outcome", &n);
  VnOutcome *outcomes = lua_newuserdatauv(L, (n + 1) * sizeof *outcomes, 0);
  VnFrame **f = vn_push_frame(L);
  *f = vn_number_frame(names, n, system.n_runs, &err);
  if (!*f) return vn_raise_while(L, &err, DOING);
  vn_check_list(L, 4, "drivers"), vn_check_list(L, 5, "summaries");
  for (size_t k = 0; k < n; k++) {
    outcomes[k] = check_outcome(L, &system, k, (*f)->columns[k]->number);
  }
  bool done = vn_system_outcomes(&system, outcomes, n, &err);
  return done ? 1 : vn_raise_while(L, &err, DOING);
}

// path(system, draws, run) -> frame with a column for each driver
static int run_path(lua_State *L) {
  VnErr err;
  lua_settop(L, 3);
  VnSystem s = check_system(L);
  lua_Integer run = vn_check_integer(L, 3, "'run'");
  if (run < 1 || (size_t)run > s.n_runs) {
    return vn_error(L, "path: no run %lld; there are %llu", (long long)run,
                    (unsigned long long)s.n_runs);
  }
  size_t n = s.n_drivers, n_rows = s.n_steps + 1;
  const char **labels = lua_newuserdatauv(L, (n + 1) * sizeof *labels, 0);
  for (size_t j = 0; j < n; j++) labels[j] = s.driver[j].name;
  double *cells = lua_newuserdatauv(L, (n_rows * n + 1) * sizeof *cells, 0);
  VnFrame **f = vn_push_frame(L);
  *f = vn_number_frame(labels, n, n_rows, &err);
  if (!*f || !vn_system_path(&s, (size_t)run - 1, cells, &err)) {
    return vn_raise_while(L, &err, "path");
  }
  for (size_t i = 0; i < n_rows * n; i++) {
    (*f)->columns[i % n]->number[i / n] = cells[i];
  }
  return 1;
}

// fan(system, draws, drivers, shares, memory in bytes) -> list of numbers: by
// step, driver, the mean and the quantiles
static int run_fan(lua_State *L) {
  VnErr err;
  size_t n;
  lua_settop(L, 5);
  VnSystem s = check_system(L);
  VnFan fan = {.memory = vn_check_number(L, 5, "'memory'")};
  fan.share = vn_check_numbers(L, 4, &fan.n_shares);
  const double *places = vn_check_numbers(L, 3, &n);
  size_t *drivers = lua_newuserdatauv(L, (n + 1) * sizeof *drivers, 0);
  for (size_t k = 0; k < n; k++) {
    if (!(places[k] >= 1 && places[k] <= (double)s.n_drivers)) {
      return vn_error(L, DOING ": no such driver");
    }
    drivers[k] = (size_t)places[k] - 1;
  }
  fan.driver = drivers, fan.n_drivers = n;
  size_t n_cells = (s.n_steps + 1) * n * (1 + fan.n_shares);
  fan.to = lua_newuserdatauv(L, (n_cells + 1) * sizeof *fan.to, 0);
  if (!vn_system_fan(&s, &fan, &err)) return vn_raise_while(L, &err, DOING);
  vn_push_numbers(L, fan.to, n_cells);
  return 1;
}


// wilson(count, n) -> low, high
static int run_wilson(lua_State *L) {
  VnWilson w = vn_wilson(vn_check_number(L, 1, "the count"),
                         vn_check_number(L, 2, "the number"));
  vn_push_value(L, w.low);
  vn_push_value(L, w.high);
  return 2;
}

static const VnEntry functions[] = {
    {"check",    run_check,    NULL},
    {"outcomes", run_outcomes, NULL},
    {"path",     run_path,     NULL},
    {"fan",      run_fan,      NULL},
    {"wilson",   run_wilson,   NULL},
    {NULL,       NULL,         NULL},
};

int luaopen_vane_core_run(lua_State *L) {
  return vn_open_functions(L, functions);
}
