#include "bind/matrix_cells.h"

#include <math.h>

#include "data/stop.h"


// ---- from Lua ----

double vn_check_matrix_cell(lua_State *L, int arg, const char *row,
                            const char *col) {
  if (vn_is_na(L, arg)) return NAN;
  if (lua_type(L, arg) != LUA_TNUMBER) {
    vn_error(L,
             "matrix: cell \"%s\" x \"%s\" should be a number or na, "
             "found %s",
             row, col, vn_found(L, arg));
  }
  double value = lua_tonumber(L, arg);
  if (!isfinite(value)) {
    vn_error(L,
             "matrix: cell \"%s\" x \"%s\" is not a finite number; a "
             "missing cell is na",
             row, col);
  }
  return value;
}

static void fill_row(lua_State *L, int arg, VnMatrix *m, size_t i) {
  const char *row = vn_names_at(m->rows, i);
  if (lua_rawgeti(L, arg, (lua_Integer)i + 1) != LUA_TTABLE) {
    vn_error(L,
             "matrix: row \"%s\" should be a list with a number for each "
             "column, found %s",
             row, vn_found(L, -1));
  }
  size_t n = lua_rawlen(L, -1);
  if (n != m->n_cols) {
    vn_error(L,
             "matrix: row \"%s\" should hold a number for each column: "
             "wanted %zu, found %zu",
             row, m->n_cols, n);
  }
  for (size_t j = 0; j < m->n_cols; j++) {
    lua_rawgeti(L, -1, (lua_Integer)j + 1);
    *vn_matrix_cell(m, i, j) =
        vn_check_matrix_cell(L, -1, row, vn_names_at(m->cols, j));
    lua_pop(L, 1);
  }
  lua_pop(L, 1);
}

void vn_check_matrix_rows(lua_State *L, int arg, size_t n_rows) {
  size_t n = lua_rawlen(L, arg);
  if (n != n_rows)
    vn_error(L, "matrix: %zu row names, but %zu rows of cells", n_rows, n);
}

void vn_fill_matrix(lua_State *L, int arg, VnMatrix *m) {
  for (size_t i = 0; i < m->n_rows; i++) fill_row(L, arg, m, i);
}


// ---- to Lua ----

int vn_push_matrix_cells(lua_State *L, const VnMatrix *m) {
  VnErr err;
  lua_createtable(L, (int)m->n_rows, 0);
  for (size_t i = 0; i < m->n_rows; i++) {
    lua_createtable(L, (int)m->n_cols, 0);
    for (size_t j = 0; j < m->n_cols; j++) {
      vn_push_value(L, *vn_matrix_cell(m, i, j));
      lua_rawseti(L, -2, (lua_Integer)j + 1);
    }
    lua_rawseti(L, -2, (lua_Integer)i + 1);
    if (vn_stopped(&err)) return vn_raise(L, &err);
  }
  return 1;
}
