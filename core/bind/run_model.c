// vane.core.run_model: a Lua function called for each run; the help stands
// with scenario.run in lua/vane/study/run.lua.
#include "bind/modules.h"
#include "bind/numbers.h"
#include "bind/stage.h"

#include <math.h>
#include <string.h>

#define DOING "scenario.run"
#define MOST_NAMES 100000  // of inputs, or of outcomes
#define SPARE 12           // places on the stack beside names

// Names and values stand on the stack, where the machine finds them at once.
typedef struct {
  int fixed;  // pairs of name and value that are the same in each run
  int n_fixed;
  int drawn;  // names of the columns drawn
  int n_drawn;
  const double **values;  // of those columns
} Inputs;

static int push_pairs(lua_State *L, int arg) {
  int n = 0;
  luaL_checktype(L, arg, LUA_TTABLE);
  for (lua_pushnil(L); lua_next(L, arg); n++) {
    luaL_checkstack(L, SPARE, "too many inputs");
    lua_pushvalue(L, -2);  // stays above the pair, for the next one
  }
  return n;
}

static void push_names(lua_State *L, int arg, size_t n) {
  if (n > MOST_NAMES) vn_error(L, DOING ": too many outcomes");
  luaL_checkstack(L, (int)n + SPARE, "too many outcomes");
  for (size_t i = 0; i < n; i++) lua_rawgeti(L, arg, (lua_Integer)i + 1);
}

static const double **check_values(lua_State *L, const VnFrame *draws) {
  const double **values =
      lua_newuserdatauv(L, (draws->n_cols + 1) * sizeof *values, 0);
  for (size_t j = 0; j < draws->n_cols; j++) {
    if (draws->columns[j]->type != VN_NUMBER) {
      vn_error(L, DOING ": draws are numbers");
    }
    values[j] = draws->columns[j]->number;
  }
  return values;
}

// From the pairs at `arg`, and the frame of draws behind them.
static Inputs check_inputs(lua_State *L, int arg) {
  const VnFrame *draws = vn_check_frame(L, arg + 1);
  Inputs in = {.values = check_values(L, draws)};
  in.fixed = lua_gettop(L) + 1;
  in.n_fixed = push_pairs(L, arg);
  in.drawn = lua_gettop(L) + 1;
  in.n_drawn = (int)draws->n_cols;
  luaL_checkstack(L, in.n_drawn + SPARE, "too many inputs");
  for (int j = 0; j < in.n_drawn; j++) {
    lua_pushstring(L, vn_names_at(draws->names, (size_t)j));
  }
  return in;
}

// A table of its own for each run: the model may keep it, or change it. What
// is fixed comes last: a lever sets inputs that are drawn without it.
static void push_inputs(lua_State *L, const Inputs *in, size_t run) {
  lua_createtable(L, 0, in->n_fixed + in->n_drawn);
  for (int j = 0; j < in->n_drawn; j++) {
    lua_pushvalue(L, in->drawn + j);
    lua_pushnumber(L, in->values[j][run]);
    lua_rawset(L, -3);
  }
  for (int i = 0; i < in->n_fixed; i++) {
    lua_pushvalue(L, in->fixed + 2 * i);
    lua_pushvalue(L, in->fixed + 2 * i + 1);
    lua_rawset(L, -3);
  }
}

// inputs(fixed, draws, run) -> table: what the model gets in that run
static int model_inputs(lua_State *L) {
  lua_settop(L, 3);
  lua_Integer run = vn_check_integer(L, 3, "'run'");
  if (run < 1 || (size_t)run > vn_check_frame(L, 2)->n_rows) {
    return vn_error(L, DOING ": no such run");
  }
  Inputs in = check_inputs(L, 1);
  push_inputs(L, &in, (size_t)run - 1);
  return 1;
}


// ---- what a run gives ----

typedef struct {
  int names;  // of the outcomes, on the stack
  int n;
  bool plain;  // one outcome, which a model may give as a bare number
  VnColumn **columns;
} Outcomes;

static bool keep_number(lua_State *L, VnColumn *column, size_t run) {
  if (lua_type(L, -1) != LUA_TNUMBER) return false;
  double value = lua_tonumber(L, -1);
  column->number[run] = value;
  return isfinite(value);
}

static bool has_more(lua_State *L, int n) {
  for (lua_pushnil(L); lua_next(L, -2); lua_pop(L, 1)) {
    if (n-- == 0) return lua_pop(L, 2), true;
  }
  return false;
}

// Keeps what is on top, when it is all the outcomes as finite numbers.
static bool keep(lua_State *L, const Outcomes *out, size_t run) {
  if (out->plain && keep_number(L, out->columns[0], run)) return true;
  if (lua_type(L, -1) != LUA_TTABLE) return false;
  for (int k = 0; k < out->n; k++) {
    lua_pushvalue(L, out->names + k);
    lua_rawget(L, -2);
    bool kept = keep_number(L, out->columns[k], run);
    lua_pop(L, 1);
    if (!kept) return false;
  }
  return !has_more(L, out->n);
}

// Whatever else it is, `read` makes outcomes of it, or raises.
static void read_and_keep(lua_State *L, int read, const Outcomes *out,
                          size_t run) {
  lua_pushvalue(L, read);
  lua_insert(L, -2);
  lua_call(L, 1, 1);
  if (!keep(L, out, run)) vn_error(L, DOING ": no outcomes");
}


// ---- all runs ----

enum { MODEL = 1, READ, AT, FIRST, NAMES, FIXED, DRAWS };  // on the stack

// Pushes what a run gives: what the first one gave, else the model's answer.
static void push_answer(lua_State *L, const Inputs *in, size_t run) {
  lua_pushinteger(L, (lua_Integer)run + 1);
  lua_rawseti(L, AT, 1);
  lua_pushvalue(L, run == 0 ? FIRST : MODEL);
  if (run == 0) return;
  push_inputs(L, in, run);
  lua_call(L, 1, 1);
}

// run(model, read, at, first, names, fixed, draws) -> frame of the outcomes
//   `first` is what the first run gave; at[1] says which run it is at.
static int model_run(lua_State *L) {
  VnErr err;
  size_t n;
  lua_settop(L, DRAWS);
  luaL_checktype(L, AT, LUA_TTABLE);
  size_t n_runs = vn_check_frame(L, DRAWS)->n_rows;
  const char **labels = vn_check_texts(L, NAMES, "outcome", &n);
  VnFrame **f = vn_push_frame(L);
  int frame = lua_gettop(L);
  *f = vn_number_frame(labels, n, n_runs, &err);
  if (!*f) return vn_raise_while(L, &err, DOING);
  Inputs in = check_inputs(L, FIXED);
  Outcomes out = {.names = lua_gettop(L) + 1,
                  .n = (int)n,
                  .plain = n == 1 && strcmp(labels[0], "outcome") == 0,
                  .columns = (*f)->columns};
  push_names(L, NAMES, n);
  bool told = vn_stage_until_return(L, "running the model", "runs", n_runs);
  for (size_t run = 0; run < n_runs; run++) {
    if (told) vn_stage_step(run);
    push_answer(L, &in, run);
    if (!keep(L, &out, run)) read_and_keep(L, READ, &out, run);
    lua_pop(L, 1);
  }
  lua_pushvalue(L, frame);
  return 1;
}

static const VnEntry functions[] = {
    {"inputs", model_inputs, NULL},
    {"run",    model_run,    NULL},
    {NULL,     NULL,         NULL},
};

int luaopen_vane_core_run_model(lua_State *L) {
  return vn_open_functions(L, functions);
}
