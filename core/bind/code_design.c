// vane.core.code_design: who codes what, and on which sources a coding
// rests, as Lua asks it.
#include "bind/coding.h"

#include "bind/frame.h"
#include "bind/modules.h"
#include "calc/coding/bias.h"
#include "calc/coding/plan.h"

// plan(coding, coders, overlap, n sharing, type or nil, seed) -> frame
static int coding_plan(lua_State *L) {
  VnErr err;
  lua_settop(L, 6);
  const VnCoding *c = vn_check_coding(L, 1);
  VnCodingPlan plan = {
      .coders = vn_check_names(L, 2, "coder"),
      .overlap = vn_check_number(L, 3, "'overlap'"),
      .type = lua_isnil(L, 5) ? NULL : vn_check_text(L, 5, "the type"),
      .seed = (uint64_t)vn_check_integer(L, 6, "'seed'"),
  };
  lua_Integer n = vn_check_integer(L, 4, "'sharing'");
  if (n < 2 || (size_t)n > vn_names_count(plan.coders))
    return vn_error(L, "plan: %d coders cannot share a unit", (int)n);
  plan.n_sharing = (size_t)n;
  VnFrame **f = vn_push_frame(L);
  *f = vn_coding_plan(c, &plan, &err);
  return *f ? 1 : vn_raise_while(L, &err, "plan");
}

// The numbers of a list, in a block on the stack; NULL for nil.
static const double *check_shares(lua_State *L, int arg, size_t n) {
  if (lua_isnoneornil(L, arg)) return NULL;
  if (vn_check_list(L, arg, "the target") != n)
    vn_error(L, "a share is needed for each of %zu values", n);
  double *shares = lua_newuserdatauv(L, (n + 1) * sizeof *shares, 0);
  for (size_t k = 0; k < n; k++) {
    lua_rawgeti(L, arg, (lua_Integer)k + 1);
    shares[k] = vn_check_number(L, -1, "a share");
    lua_pop(L, 1);
  }
  return shares;
}

// bias(coding, marks, n of marks, target or nil) -> frame, table of numbers
static int coding_bias(lua_State *L) {
  VnErr err;
  VnBias bias;
  lua_settop(L, 4);
  const VnCoding *c = vn_check_coding(L, 1);
  uint32_t n_marks;
  const uint32_t *marks = vn_check_marks(L, 2, c, &n_marks);
  lua_Integer n = vn_check_integer(L, 3, "the number of values");
  if (n < 1 || n < n_marks || n > UINT32_MAX)
    return vn_error(L, "bias: there are no values");
  const double *target = check_shares(L, 4, (size_t)n);
  VnFrame **f = vn_push_frame(L);
  *f = vn_coding_bias(c, marks, (uint32_t)n, target, &bias, &err);
  if (!*f) return vn_raise_while(L, &err, "bias");
  lua_createtable(L, 0, 8);
  vn_set_count(L, "n_sources", bias.n_sources);
  vn_set_count(L, "n_without", bias.n_without);
  vn_set_count(L, "n_few", bias.n_few);
  vn_set_number(L, "entropy", bias.entropy);
  vn_set_number(L, "evenness", bias.evenness);
  vn_set_number(L, "chi2", bias.chi2);
  vn_set_number(L, "p", bias.p);
  return 2;
}

static const VnEntry functions[] = {
    {"plan", coding_plan, NULL},
    {"bias", coding_bias, NULL},
    {NULL,   NULL,        NULL},
};

int luaopen_vane_core_code_design(lua_State *L) {
  return vn_open_functions(L, functions);
}
