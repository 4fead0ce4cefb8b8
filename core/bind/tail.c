// vane.core.tail: how likely counts are at least this large, as Lua asks it.
#include <stdint.h>

#include "bind/bind.h"
#include "bind/modules.h"
#include "calc/chance/binomial.h"
#include "calc/chance/trials.h"

// A whole number from `least` to what a loop over it can bear.
static double check_count(lua_State *L, int arg, const char *what,
                          lua_Integer least) {
  lua_Integer n = vn_check_integer(L, arg, what);
  if (n < least || n > INT32_MAX) {
    vn_error(L, "%s: %s should be from %d to 2^31 - 1", vn_called_as(L), what,
             (int)least);
  }
  return (double)n;
}

static double check_chance(lua_State *L, int arg, const char *what) {
  double chance = vn_check_number(L, arg, what);
  if (chance < 0 || chance > 1)
    vn_error(L, "%s: %s should be from 0 to 1", vn_called_as(L), what);
  return chance;
}

static const char trials_help[] =
    "tail.trials(chances, times, k) -> number\n"
    "  The probability that at least k of independent trials succeed:\n"
    "  times[i] of them (a whole number), each with chance chances[i].\n"
    "  Source: Lugannani and Rice 1980, integrated numerically.\n";


static int tail_trials(lua_State *L) {
  size_t n = vn_check_list(L, 1, "the chances");
  if (vn_check_list(L, 2, "the times") != n)
    return vn_error(L, "trials: wants as many times as chances");
  double k = check_count(L, 3, "the count", 0);
  double *room = lua_newuserdatauv(L, (5 * n + 1) * sizeof *room, 0);
  for (size_t i = 0; i < n; i++) {
    lua_rawgeti(L, 1, (lua_Integer)i + 1);
    lua_rawgeti(L, 2, (lua_Integer)i + 1);
    room[i] = check_chance(L, -2, "a chance");
    room[n + i] = check_count(L, -1, "a number of times", 0);
    lua_pop(L, 2);
  }
  VnTrials trials = {n, room, room + n, room + 2 * n};
  lua_pushnumber(L, vn_trials_tail(&trials, k));
  return 1;
}

static const char binomial_help[] =
    "tail.binomial(k, n, chance) -> number\n"
    "  The probability of at least k successes in n trials.\n"
    "  Source: densities after Loader 2000.\n";

static int tail_binomial(lua_State *L) {
  double k = check_count(L, 1, "the count", 0);
  double n = check_count(L, 2, "the number of trials", 1);
  double chance = check_chance(L, 3, "the chance");
  lua_pushnumber(L, vn_binomial_tail(k, n, chance));
  return 1;
}

static const char hypergeometric_help[] =
    "tail.hypergeometric(k, marked, drawn, all) -> number\n"
    "  The probability that at least k of the drawn are marked, when `drawn`\n"
    "  of `all` are drawn and `marked` of all are: Fisher's exact test.\n";

static int tail_hypergeometric(lua_State *L) {
  double k = check_count(L, 1, "the count", 0);
  double marked = check_count(L, 2, "the marked", 0);
  double drawn = check_count(L, 3, "the drawn", 0);
  double all = check_count(L, 4, "all", 1);
  if (marked > all || drawn > all)
    return vn_error(L, "hypergeometric: no more can be marked or drawn than "
                       "there are");
  lua_pushnumber(L, vn_hypergeometric_tail(k, marked, drawn, all));
  return 1;
}

static const char limits_help[] =
    "tail.limits(k, n, error) -> low, high\n"
    "  Limits of a chance, of which k successes in n trials were seen; they\n"
    "  miss it with probability `error` at most.\n"
    "  Source: Clopper and Pearson 1934.\n";

static int tail_limits(lua_State *L) {
  double k = check_count(L, 1, "the count", 0);
  double n = check_count(L, 2, "the number of trials", 1);
  double error = check_chance(L, 3, "the error");
  if (k > n || error <= 0)
    return vn_error(L, "limits: wants no more successes than trials, and an "
                       "error above 0");
  VnLimits limits = vn_binomial_limits(k, n, error);
  lua_pushnumber(L, limits.low);
  lua_pushnumber(L, limits.high);
  return 2;
}

static const VnEntry functions[] = {
    {"trials",         tail_trials,         trials_help        },
    {"binomial",       tail_binomial,       binomial_help      },
    {"hypergeometric", tail_hypergeometric, hypergeometric_help},
    {"limits",         tail_limits,         limits_help        },
    {NULL,             NULL,                NULL               },
};

int luaopen_vane_core_tail(lua_State *L) {
  return vn_open_functions(L, functions);
}
