// vane.core.sample: uncertain numbers drawn; the help stands with scenario.run
// in lua/vane/study/run.lua.
#include "calc/chance/sample.h"

#include "bind/modules.h"
#include "bind/numbers.h"
#include "calc/chance/quantiles.h"
#include "calc/sum.h"

#include <string.h>

#define MOST_RUNS 100000000
#define DOING "scenario.run"

static VnDistribution check_distribution(lua_State *L, int arg, int keep) {
  size_t n_until;
  arg = lua_absindex(L, arg);
  vn_check_list(L, arg, "a distribution");
  lua_getfield(L, arg, "shape");
  VnDistribution d = {.shape = (VnShape)vn_check_word(L, -1, vn_shapes, -1),
                      .a = vn_number_field(L, arg, "a", 0),
                      .b = vn_number_field(L, arg, "b", 0),
                      .c = vn_number_field(L, arg, "c", 0),
                      .d = vn_number_field(L, arg, "d", 0)};
  lua_pop(L, 1);
  if (d.shape != VN_DISCRETE) return d;
  d.value = vn_keep_numbers(L, arg, "values", keep, &d.n);
  d.until = vn_keep_numbers(L, arg, "until", keep, &n_until);
  if (d.n == 0 || d.n != n_until) {
    vn_error(L, DOING ": a discrete number needs values and shares");
  }
  return d;
}

// at(distribution, share) -> the number that has so much of it below
static int sample_at(lua_State *L) {
  lua_settop(L, 2);
  lua_newtable(L);
  VnDistribution d = check_distribution(L, 1, 3);
  double share = vn_check_number(L, 2, "the share");
  if (!(share > 0 && share < 1)) {
    return vn_error(L, DOING ": a share lies between 0 and 1");
  }
  lua_pushnumber(L, vn_distribution_at(&d, share));
  return 1;
}

static double **cells_of(lua_State *L, const VnFrame *f) {
  double **cells = lua_newuserdatauv(L, (f->n_cols + 1) * sizeof *cells, 0);
  for (size_t j = 0; j < f->n_cols; j++) cells[j] = f->columns[j]->number;
  return cells;
}

// Those of the list at `arg`, in a block left on the stack.
static const VnDistribution *check_distributions(lua_State *L, int arg,
                                                 size_t n, int keep) {
  VnDistribution *d = lua_newuserdatauv(L, (n + 1) * sizeof *d, 0);
  for (size_t j = 0; j < n; j++) {
    lua_rawgeti(L, arg, (lua_Integer)j + 1);
    d[j] = check_distribution(L, -1, keep);
    lua_pop(L, 1);
  }
  return d;
}

// draw(names, distributions, runs, sampling, seed, correlations or nil)
static int sample_draw(lua_State *L) {
  VnErr err;
  size_t n, n_cells;
  lua_settop(L, 6);
  lua_newtable(L);
  int keep = lua_gettop(L);
  const char **names = vn_check_texts(L, 1, "input", &n);
  lua_Integer runs = vn_check_integer(L, 3, "'runs'");
  if (vn_check_list(L, 2, "the distributions") != n || runs < 1 ||
      runs >= VN_NO_ROW) {
    return vn_error(L, DOING ": wants a distribution for each input, and runs");
  }
  VnSample sample = {.sampling =
                         (VnSampling)vn_check_word(L, 4, vn_samplings, -1),
                     .n_draws = (size_t)runs,
                     .n_columns = n,
                     .distribution = check_distributions(L, 2, n, keep),
                     .seed = (uint64_t)vn_check_integer(L, 5, "'seed'")};
  if (!lua_isnil(L, 6)) {
    sample.correlation = vn_check_numbers(L, 6, &n_cells);
    if (n_cells != n * n) return vn_error(L, DOING ": no square of numbers");
  }
  VnFrame **f = vn_push_frame(L);
  *f = vn_number_frame(names, n, sample.n_draws, &err);
  if (!*f || !vn_sample(&sample, cells_of(L, *f), &err)) {
    return vn_raise_while(L, &err, DOING);
  }
  lua_pushvalue(L, -2);
  return 1;
}


// A column of n texts that are all the same.
static VnColumn *same_text(const char *text, size_t n) {
  VnColumn *column = vn_column_new(VN_TEXT, n);
  VnDictBuilder *builder = column ? vn_dict_builder_new() : NULL;
  if (builder && vn_dict_builder_add(builder, text, strlen(text)) == 0) {
    column->dict = vn_dict_builder_finish(builder, NULL, 0);
  }
  vn_dict_builder_free(builder);
  if (column && column->dict) return column;
  vn_column_free(column);
  return NULL;
}

// runs(n, future or nil, lever or nil) -> frame: run, future, lever
static int sample_runs(lua_State *L) {
  VnErr err;
  const char *labels[3] = {"run"};
  VnColumn *columns[3];
  lua_settop(L, 3);
  lua_Integer wanted = vn_check_integer(L, 1, "'runs'");
  if (wanted < 0 || wanted > MOST_RUNS) {
    return vn_error(L, DOING ": from 0 to %d runs can be numbered", MOST_RUNS);
  }
  size_t n_rows = (size_t)wanted, n = 1;
  VnFrame **f = vn_push_frame(L);
  columns[0] = vn_column_new(VN_INTEGER, n_rows);
  for (size_t i = 0; columns[0] && i < n_rows; i++) {
    columns[0]->integer[i] = (int64_t)i + 1;
  }
  for (int k = 2; k <= 3; k++) {
    if (lua_type(L, k) != LUA_TSTRING) continue;
    labels[n] = k == 2 ? "future" : "lever";
    columns[n++] = same_text(lua_tostring(L, k), n_rows);
  }
  *f = vn_frame_of(labels, columns, n, n_rows, NULL, &err);
  return *f ? 1 : vn_raise_while(L, &err, DOING);
}

// spread(frame, column, shares) -> mean, and a list of quantiles
static int sample_spread(lua_State *L) {
  VnErr err;
  size_t n_shares;
  lua_settop(L, 3);
  const VnFrame *f = vn_check_frame(L, 1);
  const VnColumn *column =
      vn_frame_column(f, vn_check_text(L, 2, "the column"), &err);
  if (!column) return vn_raise_while(L, &err, DOING);
  const double *shares = vn_check_numbers(L, 3, &n_shares);
  if (column->type != VN_NUMBER || column->n == 0) {
    return vn_error(L, DOING ": wants a column of numbers");
  }
  VnSum sum = {0};
  double *values = lua_newuserdatauv(L, column->n * sizeof *values, 0);
  double *quantiles =
      lua_newuserdatauv(L, (n_shares + 1) * sizeof *quantiles, 0);
  memcpy(values, column->number, column->n * sizeof *values);
  for (size_t i = 0; i < column->n; i++) vn_sum_add(&sum, values[i]);
  vn_quantiles(values, column->n, shares, n_shares, quantiles);
  lua_pushnumber(L, vn_sum_value(sum) / (double)column->n);
  vn_push_numbers(L, quantiles, n_shares);
  return 2;
}

static const VnEntry functions[] = {
    {"at",     sample_at,     NULL},
    {"draw",   sample_draw,   NULL},
    {"runs",   sample_runs,   NULL},
    {"spread", sample_spread, NULL},
    {NULL,     NULL,          NULL},
};

int luaopen_vane_core_sample(lua_State *L) {
  return vn_open_functions(L, functions);
}
