#include "bind/condition.h"

#include <math.h>
#include <string.h>

static VnValue number_at_top(lua_State *L, const char *column) {
  if (lua_isinteger(L, -1)) {
    return (VnValue){.kind = VN_IS_INTEGER, .integer = lua_tointeger(L, -1)};
  }
  double number = lua_tonumber(L, -1);
  if (isnan(number)) {
    vn_error(L,
             "where: column \"%s\" cannot be compared with a number that "
             "is none (NaN); na finds missing cells",
             column);
  }
  return (VnValue){.kind = VN_IS_NUMBER, .number = number};
}

static VnValue missing_at_top(lua_State *L, const char *column) {
  if (!vn_is_na(L, -1)) {
    vn_error(L,
             "where: column \"%s\" cannot be compared with %s; wants a "
             "value, a list of values, or a condition such as below(3)",
             column, vn_found(L, -1));
  }
  return (VnValue){.kind = VN_IS_MISSING};
}

static VnValue value_at_top(lua_State *L, const char *column) {
  switch (lua_type(L, -1)) {
    case LUA_TNUMBER: return number_at_top(L, column);
    case LUA_TSTRING:
      return (VnValue){.kind = VN_IS_TEXT, .text = lua_tostring(L, -1)};
    case LUA_TBOOLEAN:
      return (VnValue){.kind = VN_IS_LOGICAL, .logical = lua_toboolean(L, -1)};
    default: return missing_at_top(L, column);
  }
}

static VnConditionKind kind_named(const char *name) {
  static const char *const names[] = {"one_of",   "below",   "above",
                                      "at_least", "at_most", "between"};
  int kind = VN_BETWEEN;
  while (kind > 0 && strcmp(name, names[kind]) != 0) kind--;
  return (VnConditionKind)kind;
}

// The values of the list on top of the stack, in a block left below it.
static void read_values(lua_State *L, VnCondition *condition) {
  size_t n = vn_check_list(L, -1, "the values of a condition");
  size_t wanted = condition->kind == VN_BETWEEN ? 2 : 1;
  if (condition->kind != VN_ONE_OF && n != wanted) {
    vn_error(L, "where: the condition on column \"%s\" needs %d value%s",
             condition->column, (int)wanted, wanted == 1 ? "" : "s");
  }
  VnValue *values = lua_newuserdatauv(L, (n + 1) * sizeof *values, 0);
  lua_insert(L, -2);
  for (size_t k = 0; k < n; k++) {
    lua_rawgeti(L, -1, (lua_Integer)k + 1);
    values[k] = value_at_top(L, condition->column);
    lua_pop(L, 1);
  }
  condition->values = values, condition->n_values = n;
}

const VnCondition *vn_check_conditions(lua_State *L, int arg, size_t *n) {
  const char **columns = vn_check_texts(L, arg, "column", n);
  const char **kinds = vn_check_n_texts(L, arg + 1, "condition", *n);
  vn_check_list(L, arg + 2, "the list of values");
  VnCondition *conditions =
      lua_newuserdatauv(L, (*n + 1) * sizeof *conditions, 0);
  luaL_checkstack(L, (int)*n + 8, "where: too many conditions");
  int at = lua_gettop(L);
  for (size_t k = 0; k < *n; k++) {
    conditions[k].column = columns[k];
    conditions[k].kind = kind_named(kinds[k]);
    lua_rawgeti(L, arg + 2, (lua_Integer)k + 1);
    read_values(L, &conditions[k]);
    lua_pop(L, 1);
  }
  lua_pushvalue(L, at);
  return conditions;
}
