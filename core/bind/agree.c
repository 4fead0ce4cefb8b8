// vane.core.agree: how far judges agree.
#include "calc/matrix/agree.h"

#include "bind/matrix.h"
#include "bind/modules.h"
#include "calc/chance/tail.h"

// kendall(judges x things) -> { w, chi2, df, p, n_judges, n_left_out }
static int agree_kendall(lua_State *L) {
  VnErr err;
  VnConcordance found;
  const VnMatrix *judges = vn_check_matrix(L, 1);
  lua_createtable(L, 0, 6);
  if (!vn_kendall(judges, &found, &err)) return vn_raise_in(L, "kendall", &err);
  vn_set_number(L, "w", found.w);
  vn_set_number(L, "chi2", found.chi2);
  vn_set_number(L, "df", found.df);
  vn_set_number(L, "p", found.p);
  vn_set_count(L, "n_judges", found.n_judges);
  vn_set_count(L, "n_left_out", found.n_left_out);
  return 1;
}

// ordinal_alpha(judges x things) -> number or na
static int agree_ordinal_alpha(lua_State *L) {
  VnErr err;
  double alpha;
  const VnMatrix *judges = vn_check_matrix(L, 1);
  if (!vn_ordinal_alpha(judges, &alpha, &err)) {
    return vn_raise_in(L, "ordinal alpha", &err);
  }
  vn_push_value(L, alpha);
  return 1;
}

// chi2_tail(x, df) -> number
static int agree_chi2_tail(lua_State *L) {
  double x = vn_check_number(L, 1, "chi-square");
  double df = vn_check_number(L, 2, "the degrees of freedom");
  lua_pushnumber(L, vn_chi2_tail(x, df));
  return 1;
}

static const VnEntry functions[] = {
    {"kendall",       agree_kendall,       NULL},
    {"ordinal_alpha", agree_ordinal_alpha, NULL},
    {"chi2_tail",     agree_chi2_tail,     NULL},
    {NULL,            NULL,                NULL},
};

int luaopen_vane_core_agree(lua_State *L) {
  return vn_open_functions(L, functions);
}
