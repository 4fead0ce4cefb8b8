// vane.core.margin: sums, means and counts along rows and columns.
#include "calc/matrix/margin.h"

#include "bind/frame.h"
#include "bind/matrix.h"
#include "bind/modules.h"

static int margin(lua_State *L, VnMargin what, const char *doing) {
  VnErr err;
  const VnMatrix *m = vn_check_matrix(L, 1);
  VnSide side = vn_check_lines(L, 2);
  VnFrame **frame = vn_push_frame(L);
  *frame = vn_matrix_margin(m, what, side, &err);
  return *frame ? 1 : vn_raise_in(L, doing, &err);
}

static const char sum_help[] =
    "m:sum(\"rows\") or m:sum(\"cols\") -> frame\n"
    "  The sum of each row, or of each column: its name, in a column called by\n"
    "  the title, and `sum`. Missing cells are left out, and the frame says\n"
    "  how many; the sum of no cell is missing.\n"
    "  Raises when a sum is too large for a number.\n"
    "  Source: compensated summation, Neumaier, ZAMM 54 (1974), 39-51.\n"
    "\n"
    "  > matrix.of({\"a\"}, {\"x\", \"y\"}, {{1, 2}}):sum(\"rows\"):get(1, \"sum\")\n"
    "  3.0\n";

static int matrix_sum(lua_State *L) {
  return margin(L, VN_SUM_OF, "sum");
}

static const char mean_help[] =
    "m:mean(\"rows\") or m:mean(\"cols\") -> frame\n"
    "  The mean of the known cells of each row, or of each column: its name\n"
    "  and `mean`. The frame says how many cells were missing; the mean of no\n"
    "  cell is missing.\n"
    "\n"
    "  > matrix.of({\"a\"}, {\"x\", \"y\"}, {{1, 2}}):mean(\"rows\"):get(1, \"mean\")\n"
    "  1.5\n";

static int matrix_mean(lua_State *L) {
  return margin(L, VN_MEAN_OF, "mean");
}

static const char count_help[] =
    "m:count(\"rows\") or m:count(\"cols\") -> frame\n"
    "  How many cells of each row, or of each column, are known: its name and\n"
    "  `count`.\n"
    "\n"
    "  > m = matrix.of({\"a\"}, {\"x\", \"y\"}, {{1, na}})\n"
    "  > m:count(\"rows\"):get(1, \"count\")\n"
    "  1\n";

static int matrix_count(lua_State *L) {
  return margin(L, VN_COUNT_OF, "count");
}

static const char total_help[] =
    "m:total() -> number or na\n"
    "  The sum of all known cells; na when there is none.\n"
    "\n"
    "  > matrix.of({\"a\"}, {\"x\", \"y\"}, {{1, 2}}):total()\n"
    "  3.0\n";

static int matrix_total(lua_State *L) {
  VnErr err;
  double total;
  if (!vn_matrix_total(vn_check_matrix(L, 1), &total, &err)) {
    return vn_raise_in(L, "total", &err);
  }
  vn_push_value(L, total);
  return 1;
}

static const char diagonal_help[] =
    "m:diagonal() -> frame\n"
    "  Of a matrix with the same names for rows and columns, in any order: each\n"
    "  name, and in `diagonal` the cell where it meets itself.\n"
    "  Raises when the names differ.\n"
    "\n"
    "  > m = matrix.of({\"a\", \"b\"}, {\"a\", \"b\"}, {{1, 2}, {3, 4}})\n"
    "  > m:diagonal():get(2, \"diagonal\")\n"
    "  4.0\n";

static int matrix_diagonal(lua_State *L) {
  VnErr err;
  const VnMatrix *m = vn_check_matrix(L, 1);
  VnFrame **frame = vn_push_frame(L);
  *frame = vn_matrix_diagonal(m, &err);
  return *frame ? 1 : vn_raise_in(L, "diagonal", &err);
}

static const VnEntry methods[] = {
    {"sum",      matrix_sum,      sum_help     },
    {"mean",     matrix_mean,     mean_help    },
    {"count",    matrix_count,    count_help   },
    {"total",    matrix_total,    total_help   },
    {"diagonal", matrix_diagonal, diagonal_help},
    {NULL,       NULL,            NULL         },
};

int luaopen_vane_core_margin(lua_State *L) {
  return vn_open_functions(L, methods);
}
