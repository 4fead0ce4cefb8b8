// vane.core.matrix: dense numbers with names, as Lua says it.
#include "bind/matrix.h"

#include "bind/modules.h"
#include "data/memory.h"

#define NOUN "matrix"

VnMatrix *vn_check_matrix(lua_State *L, int arg) {
  return vn_check(L, arg, NOUN);
}

VnMatrix **vn_push_matrix(lua_State *L) {
  return (VnMatrix **)vn_box(L, NOUN);
}

static int matrix_free(lua_State *L) {
  void **box = lua_touserdata(L, 1);
  vn_matrix_free(*box);
  *box = NULL;
  return 0;
}

// The number at the top of the stack; na is a missing cell.
static double cell_value(lua_State *L, const char *row, const char *col) {
  if (vn_is_na(L, -1)) return NAN;
  if (lua_type(L, -1) != LUA_TNUMBER) {
    vn_error(L,
             "matrix: cell \"%s\" x \"%s\" should be a number or na, "
             "found %s",
             row, col, luaL_typename(L, -1));
  }
  double value = lua_tonumber(L, -1);
  if (!isfinite(value)) {
    vn_error(L,
             "matrix: cell \"%s\" x \"%s\" is not a finite number; a "
             "missing cell is na",
             row, col);
  }
  return value;
}

static void fill_row(lua_State *L, VnMatrix *m, size_t i) {
  const char *row = vn_names_at(m->rows, i);
  if (lua_rawgeti(L, 3, (lua_Integer)i + 1) != LUA_TTABLE ||
      lua_rawlen(L, -1) != m->n_cols) {
    vn_error(L, "matrix: row \"%s\" should be a list of %d numbers", row,
             (int)m->n_cols);
  }
  for (size_t j = 0; j < m->n_cols; j++) {
    lua_rawgeti(L, -1, (lua_Integer)j + 1);
    *vn_matrix_cell(m, i, j) = cell_value(L, row, vn_names_at(m->cols, j));
    lua_pop(L, 1);
  }
  lua_pop(L, 1);
}

static const char matrix_of_help[] =
    "matrix.of(rows, cols, cells) -> matrix\n"
    "  A matrix from a list of row names, a list of column names and a list\n"
    "  of rows, each a list of numbers (na for a missing cell).\n"
    "  Raises when a name stands twice or the lists do not fit.\n"
    "\n"
    "  > matrix.of({\"a\", \"b\"}, {\"x\"}, {{1}, {2}}):get(\"b\", \"x\")\n"
    "  2.0\n";

static int matrix_of(lua_State *L) {
  VnErr err;
  VnNames *rows = vn_check_names(L, 1, "row");
  VnNames *cols = vn_check_names(L, 2, "column");
  luaL_checktype(L, 3, LUA_TTABLE);
  if (lua_rawlen(L, 3) != vn_names_count(rows)) {
    vn_error(L, "matrix: %d row names, but %d rows of cells",
             (int)vn_names_count(rows), (int)lua_rawlen(L, 3));
  }
  VnMatrix **m = vn_push_matrix(L);
  *m = vn_matrix_new(rows, cols, &err);
  if (!*m) return vn_raise(L, &err);
  for (size_t i = 0; i < (*m)->n_rows; i++) fill_row(L, *m, i);
  return 1;
}

static size_t check_place(lua_State *L, int arg, const VnNames *names,
                          const char *what) {
  const char *label = luaL_checkstring(L, arg);
  ptrdiff_t at = vn_names_find(names, label);
  if (at < 0) {
    vn_error(L, "get: no %s \"%s\"%s", what, label,
             vn_names_hint(names, label));
  }
  return (size_t)at;
}

static const char matrix_get_help[] =
    "m:get(row, col) -> number or na\n"
    "  The cell of that row and column name.\n"
    "  Raises on an unknown name.\n"
    "\n"
    "  > matrix.of({\"a\"}, {\"x\", \"y\"}, {{1, na}}):get(\"a\", \"y\")\n"
    "  na\n";

static int matrix_get(lua_State *L) {
  const VnMatrix *m = vn_check_matrix(L, 1);
  size_t i = check_place(L, 2, m->rows, "row");
  size_t j = check_place(L, 3, m->cols, "column");
  double value = *vn_matrix_cell(m, i, j);
  if (isnan(value)) vn_push_na(L);
  else lua_pushnumber(L, value);
  return 1;
}

static int matrix_n_rows(lua_State *L) {
  lua_pushinteger(L, (lua_Integer)vn_check_matrix(L, 1)->n_rows);
  return 1;
}

static int matrix_n_cols(lua_State *L) {
  lua_pushinteger(L, (lua_Integer)vn_check_matrix(L, 1)->n_cols);
  return 1;
}

static int matrix_rows(lua_State *L) {
  vn_push_names(L, vn_check_matrix(L, 1)->rows);
  return 1;
}

static int matrix_cols(lua_State *L) {
  vn_push_names(L, vn_check_matrix(L, 1)->cols);
  return 1;
}

static const VnEntry functions[] = {
    {"of", matrix_of, matrix_of_help},
    {NULL, NULL,      NULL          },
};

static const VnEntry methods[] = {
    {"get", matrix_get, matrix_get_help},
    {NULL,  NULL,       NULL           },
};

static const VnEntry fields[] = {
    {"n_rows", matrix_n_rows, "how many rows"           },
    {"n_cols", matrix_n_cols, "how many columns"        },
    {"rows",   matrix_rows,   "the row names, a list"   },
    {"cols",   matrix_cols,   "the column names, a list"},
    {NULL,     NULL,          NULL                      },
};

int luaopen_vane_core_matrix(lua_State *L) {
  return vn_open_noun(L,
                      &(VnNoun){NOUN, functions, methods, fields, matrix_free});
}
