// vane.core.matrix: dense numbers with names, as Lua says it.
#include "bind/matrix.h"

#include "bind/frame.h"
#include "bind/matrix_cells.h"
#include "bind/modules.h"
#include "data/matrix/frame.h"

#define NOUN "matrix"

const char *const vn_sides[] = {"rows", "cols", "all", NULL};

VnMatrix *vn_check_matrix(lua_State *L, int arg) {
  return vn_check(L, arg, NOUN);
}

VnMatrix *vn_test_matrix(lua_State *L, int arg) {
  return vn_test(L, arg, NOUN);
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


// ---- making ----

static const char matrix_of_help[] =
    "matrix.of(rows, cols, cells) -> matrix\n"
    "  A matrix from a list of row names, a list of column names and a list\n"
    "  of rows, each a list of numbers (na for a missing cell). Instead of the\n"
    "  rows one number, or na, fills every cell.\n"
    "  Raises when a name stands twice, the lists do not fit, or a cell is not\n"
    "  a finite number.\n"
    "\n"
    "  > matrix.of({\"a\", \"b\"}, {\"x\"}, {{1}, {2}}):get(\"b\", \"x\")\n"
    "  2.0\n"
    "  > matrix.of({\"a\", \"b\"}, {\"x\", \"y\"}, 0):total()\n"
    "  0.0\n";

static int matrix_of(lua_State *L) {
  VnErr err;
  VnNames *rows = vn_check_names(L, 1, "row");
  VnNames *cols = vn_check_names(L, 2, "column");
  bool listed = lua_istable(L, 3);
  double value =
      listed ? 0 : vn_check_matrix_cell(L, 3, "every row", "every column");
  if (listed) vn_check_matrix_rows(L, 3, vn_names_count(rows));
  VnMatrix **m = vn_push_matrix(L);
  *m = vn_matrix_full(rows, cols, value, &err);
  if (!*m) return vn_raise(L, &err);
  if (listed) vn_fill_matrix(L, 3, *m);
  return 1;
}

// from_frame(frame, id, drop or nil, title of the columns or nil)
static int matrix_from_frame(lua_State *L) {
  VnErr err;
  const VnFrame *frame = vn_check_frame(L, 1);
  const char *id = vn_check_text(L, 2, "the column of row names");
  VnNames *drop = lua_isnoneornil(L, 3) ? NULL : vn_check_names(L, 3, "column");
  VnMatrix **m = vn_push_matrix(L);
  *m = vn_matrix_from_frame(frame, id, drop, &err);
  return *m ? 1 : vn_raise_in(L, "matrix", &err);
}


// ---- reading ----

static size_t check_place(lua_State *L, int arg, const VnNames *names,
                          const char *doing, const char *what) {
  const char *label = vn_check_text(L, arg, what);
  ptrdiff_t at = vn_names_find(names, label);
  if (at < 0) {
    vn_error(L, "%s: no %s \"%s\"%s", doing, what, label,
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
  size_t i = check_place(L, 2, m->rows, "get", "row");
  size_t j = check_place(L, 3, m->cols, "get", "column");
  vn_push_value(L, *vn_matrix_cell(m, i, j));
  return 1;
}

static const char matrix_cells_help[] =
    "m:cells() -> list of lists\n"
    "  The cells row by row as Lua lists, na where missing; what matrix.of\n"
    "  takes.\n"
    "\n"
    "  > matrix.of({\"a\"}, {\"x\", \"y\"}, {{1, 2}}):cells()[1][2]\n"
    "  2.0\n";

static int matrix_cells(lua_State *L) {
  return vn_push_matrix_cells(L, vn_check_matrix(L, 1));
}

static const char matrix_frame_help[] =
    "m:frame() -> frame\n"
    "  One row for each row: its name, in a column called by the title of the\n"
    "  rows (\"row\" when there is none), then its cells, one column for each\n"
    "  column.\n"
    "  Raises when the title is also the name of a column.\n"
    "\n"
    "  > matrix.of({\"a\"}, {\"x\", \"y\"}, {{1, 2}}):frame():get(1, \"row\")\n"
    "  a\n";

static int matrix_frame(lua_State *L) {
  VnErr err;
  const VnMatrix *m = vn_check_matrix(L, 1);
  VnFrame **frame = vn_push_frame(L);
  *frame = vn_matrix_to_frame(m, &err);
  return *frame ? 1 : vn_raise_in(L, "frame", &err);
}

static const char matrix_long_help[] =
    "m:long() -> frame\n"
    "  One row for each cell, row by row: name of the row, name of the column,\n"
    "  value. The first two columns are called by the titles; row and col\n"
    "  when there are none or both are the same.\n"
    "\n"
    "  > matrix.of({\"a\"}, {\"x\", \"y\"}, {{1, 2}}):long():get(2, \"col\")\n"
    "  y\n";

static int matrix_long(lua_State *L) {
  VnErr err;
  const VnMatrix *m = vn_check_matrix(L, 1);
  VnFrame **frame = vn_push_frame(L);
  *frame = vn_matrix_to_long(m, &err);
  return *frame ? 1 : vn_raise_in(L, "long", &err);
}


// ---- others made of one ----

static const char matrix_with_help[] =
    "m:with(row, col, value) -> matrix\n"
    "  The same matrix with another value (or na) in that cell.\n"
    "  Raises on an unknown name or a value that is not a finite number.\n"
    "\n"
    "  > m = matrix.of({\"a\"}, {\"x\", \"y\"}, {{1, 2}})\n"
    "  > m:with(\"a\", \"y\", 5):get(\"a\", \"y\")\n"
    "  5.0\n";

static int matrix_with(lua_State *L) {
  VnErr err;
  lua_settop(L, 4);
  const VnMatrix *m = vn_check_matrix(L, 1);
  size_t i = check_place(L, 2, m->rows, "with", "row");
  size_t j = check_place(L, 3, m->cols, "with", "column");
  double value = vn_check_matrix_cell(L, 4, vn_names_at(m->rows, i),
                                      vn_names_at(m->cols, j));
  VnMatrix **changed = vn_push_matrix(L);
  *changed = vn_matrix_copy(m, &err);
  if (!*changed) return vn_raise_in(L, "with", &err);
  *vn_matrix_cell(*changed, i, j) = value;
  return 1;
}

// select(m, rows or nil, cols or nil)
static int matrix_select(lua_State *L) {
  VnErr err;
  const VnMatrix *m = vn_check_matrix(L, 1);
  VnNames *rows = lua_isnoneornil(L, 2) ? NULL : vn_check_names(L, 2, "row");
  VnNames *cols = lua_isnoneornil(L, 3) ? NULL : vn_check_names(L, 3, "column");
  VnMatrix **part = vn_push_matrix(L);
  *part = vn_matrix_select(m, rows, cols, &err);
  return *part ? 1 : vn_raise_in(L, "select", &err);
}

static const char matrix_head_help[] =
    "m:head(n) -> matrix\n"
    "  The first n rows, or all when there are fewer.\n"
    "\n"
    "  > matrix.of({\"a\", \"b\"}, {\"x\"}, {{1}, {2}}):head(1).n_rows\n"
    "  1\n";

static int matrix_head(lua_State *L) {
  VnErr err;
  const VnMatrix *m = vn_check_matrix(L, 1);
  lua_Integer n = vn_check_integer(L, 2, "the number of rows");
  if (n < 0) vn_error(L, "head: the number of rows should be 0 or more");
  VnMatrix **head = vn_push_matrix(L);
  *head = vn_matrix_head(m, (size_t)n, &err);
  return *head ? 1 : vn_raise_in(L, "head", &err);
}

static const char matrix_transpose_help[] =
    "m:transpose() -> matrix\n"
    "  Rows become columns.\n"
    "\n"
    "  > matrix.of({\"a\"}, {\"x\", \"y\"}, {{1, 2}}):transpose():get(\"y\", \"a\")\n"
    "  2.0\n";

static int matrix_transpose(lua_State *L) {
  VnErr err;
  const VnMatrix *m = vn_check_matrix(L, 1);
  VnMatrix **turned = vn_push_matrix(L);
  *turned = vn_matrix_transpose(m, &err);
  return *turned ? 1 : vn_raise_in(L, "transpose", &err);
}

// titled(m, title of the rows, of the columns, unit, source); nil keeps.
static int matrix_titled(lua_State *L) {
  VnErr err;
  lua_settop(L, 5);
  const VnMatrix *m = vn_check_matrix(L, 1);
  VnMatrix **said = vn_push_matrix(L);
  *said = vn_matrix_copy(m, &err);
  if (!*said) return vn_raise_in(L, "titled", &err);
  char **fields[] = {&(*said)->row_title, &(*said)->col_title, &(*said)->unit,
                     &(*said)->source};
  for (int i = 0; i < 4; i++) {
    if (lua_isnil(L, i + 2)) continue;
    const char *text = vn_check_text(L, i + 2, "a title, unit or source");
    if (!vn_matrix_say(fields[i], text, &err)) {
      return vn_raise_in(L, "titled", &err);
    }
  }
  return 1;
}

// a == b: the same names in the same order, the same cells.
static int matrix_equal(lua_State *L) {
  const VnMatrix *a = vn_test_matrix(L, 1), *b = vn_test_matrix(L, 2);
  lua_pushboolean(L, a && b && vn_matrix_equal(a, b));
  return 1;
}


// ---- fields ----

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

static int matrix_row_title(lua_State *L) {
  lua_pushstring(L, vn_check_matrix(L, 1)->row_title);
  return 1;
}

static int matrix_col_title(lua_State *L) {
  lua_pushstring(L, vn_check_matrix(L, 1)->col_title);
  return 1;
}

static int matrix_source(lua_State *L) {
  lua_pushstring(L, vn_check_matrix(L, 1)->source);
  return 1;
}

static int matrix_unit(lua_State *L) {
  lua_pushstring(L, vn_check_matrix(L, 1)->unit);
  return 1;
}

static int matrix_n_missing(lua_State *L) {
  lua_pushinteger(L,
                  (lua_Integer)vn_matrix_count_missing(vn_check_matrix(L, 1)));
  return 1;
}

static const VnEntry functions[] = {
    {"of", matrix_of, matrix_of_help},
    {NULL, NULL,      NULL          },
};

static const VnEntry methods[] = {
    {"get",       matrix_get,       matrix_get_help      },
    {"cells",     matrix_cells,     matrix_cells_help    },
    {"frame",     matrix_frame,     matrix_frame_help    },
    {"long",      matrix_long,      matrix_long_help     },
    {"with",      matrix_with,      matrix_with_help     },
    {"head",      matrix_head,      matrix_head_help     },
    {"transpose", matrix_transpose, matrix_transpose_help},
    {NULL,        NULL,             NULL                 },
};

// What lua/vane/data/matrix.lua says with named options.
static const VnEntry native[] = {
    {"from_frame", matrix_from_frame, NULL},
    {"select",     matrix_select,     NULL},
    {"titled",     matrix_titled,     NULL},
    {NULL,         NULL,              NULL},
};

static const VnEntry fields[] = {
    {"n_rows",    matrix_n_rows,    "how many rows"                      },
    {"n_cols",    matrix_n_cols,    "how many columns"                   },
    {"n_missing", matrix_n_missing, "how many cells are missing"         },
    {"rows",      matrix_rows,      "the row names, a list"              },
    {"cols",      matrix_cols,      "the column names, a list"           },
    {"row_title", matrix_row_title, "what the rows are, or nil"          },
    {"col_title", matrix_col_title, "what the columns are, or nil"       },
    {"source",    matrix_source,    "where the numbers came from, or nil"},
    {"unit",      matrix_unit,      "what they count, or nil"            },
    {NULL,        NULL,             NULL                                 },
};

int luaopen_vane_core_matrix(lua_State *L) {
  vn_open_noun(L, &(VnNoun){NOUN, functions, methods, fields, matrix_free});
  lua_getfield(L, -1, "meta");
  lua_pushcfunction(L, matrix_equal);
  lua_setfield(L, -2, "__eq");
  lua_pop(L, 1);
  vn_open_functions(L, native);
  lua_setfield(L, -2, "native");
  return 1;
}
