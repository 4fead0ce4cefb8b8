#include "bind/numbers.h"

#include "data/memory.h"

#define DOING "scenario.run"

double vn_number_field(lua_State *L, int arg, const char *name,
                       double otherwise) {
  lua_getfield(L, arg, name);
  double value = lua_isnil(L, -1) ? otherwise : vn_check_number(L, -1, name);
  lua_pop(L, 1);
  return value;
}

size_t vn_count_field(lua_State *L, int arg, const char *name) {
  double count = vn_number_field(L, arg, name, 0);
  if (!(count >= 0 && count <= 1e9)) {
    vn_error(L, "%s: %s should be a count", vn_called_as(L), name);
  }
  return (size_t)count;
}

// The numbers of a list, in a block left on the stack in its place.
double *vn_check_numbers(lua_State *L, int arg, size_t *n) {
  *n = vn_check_list(L, arg, "the list of numbers");
  arg = lua_absindex(L, arg);
  double *numbers = lua_newuserdatauv(L, (*n + 1) * sizeof *numbers, 0);
  for (size_t i = 0; i < *n; i++) {
    lua_rawgeti(L, arg, (lua_Integer)i + 1);
    numbers[i] = vn_check_number(L, -1, "a number of the list");
    lua_pop(L, 1);
  }
  lua_replace(L, arg);
  return numbers;
}

const double *vn_keep_numbers(lua_State *L, int table, const char *name,
                              int keep, size_t *n) {
  lua_getfield(L, table, name);
  const double *numbers = vn_check_numbers(L, -1, n);
  lua_rawseti(L, keep, (lua_Integer)lua_rawlen(L, keep) + 1);
  return numbers;
}

void vn_push_numbers(lua_State *L, const double *numbers, size_t n) {
  lua_createtable(L, (int)n, 0);
  for (size_t i = 0; i < n; i++) {
    lua_pushnumber(L, numbers[i]);
    lua_rawseti(L, -2, (lua_Integer)i + 1);
  }
}

void vn_push_counts(lua_State *L, const size_t *counts, size_t n) {
  lua_createtable(L, (int)n, 0);
  for (size_t i = 0; i < n; i++) {
    lua_pushinteger(L, (lua_Integer)counts[i]);
    lua_rawseti(L, -2, (lua_Integer)i + 1);
  }
}

VnFrame *vn_number_frame(const char *const *labels, size_t n, size_t n_rows,
                         VnErr *err) {
  VnColumn **columns = vn_alloc(n, sizeof(VnColumn *));
  VnFrame *f = NULL;
  for (size_t j = 0; columns && j < n; j++) {
    columns[j] = vn_column_new(VN_NUMBER, n_rows);
  }
  if (columns) f = vn_frame_of(labels, columns, n, n_rows, NULL, err);
  else vn_fail_memory(err, DOING);
  vn_free(columns);
  return f;
}
