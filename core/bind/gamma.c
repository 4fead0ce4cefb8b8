// vane.core.gamma: the gamma distribution and the limits of a Poisson count.
#include "calc/chance/gamma.h"

#include "bind/bind.h"
#include "bind/modules.h"

typedef double Function(double, double);

static int call(lua_State *L, Function *f, const char *first,
                const char *second) {
  double a = vn_check_number(L, 1, first), x = vn_check_number(L, 2, second);
  vn_push_value(L, f(a, x));
  return 1;
}

static int gamma_below(lua_State *L) {
  return call(L, vn_gamma_below, "the shape", "the number");
}

static int gamma_above(lua_State *L) {
  return call(L, vn_gamma_above, "the shape", "the number");
}

static int gamma_with_below(lua_State *L) {
  return call(L, vn_gamma_with_below, "the shape", "the share");
}

static int gamma_with_above(lua_State *L) {
  return call(L, vn_gamma_with_above, "the shape", "the share");
}

static int poisson_low(lua_State *L) {
  return call(L, vn_poisson_low, "the count", "the share");
}

static int poisson_high(lua_State *L) {
  return call(L, vn_poisson_high, "the count", "the share");
}

static const VnEntry functions[] = {
    {"below",        gamma_below,      NULL},
    {"above",        gamma_above,      NULL},
    {"with_below",   gamma_with_below, NULL},
    {"with_above",   gamma_with_above, NULL},
    {"poisson_low",  poisson_low,      NULL},
    {"poisson_high", poisson_high,     NULL},
    {NULL,           NULL,             NULL},
};

int luaopen_vane_core_gamma(lua_State *L) {
  return vn_open_functions(L, functions);
}
