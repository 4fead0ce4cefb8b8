// vane.core.arithmetic: methods and operators of the matrix, cell by cell.
#include "calc/matrix/arithmetic.h"

#include "bind/matrix.h"
#include "bind/modules.h"

static double check_operand(lua_State *L, int arg, const char *doing) {
  if (lua_type(L, arg) != LUA_TNUMBER) {
    vn_error(L, "%s: wants a matrix or a number, found %s", doing,
             vn_found(L, arg));
  }
  double value = lua_tonumber(L, arg);
  if (!isfinite(value)) { vn_error(L, "%s: the number is not finite", doing); }
  return value;
}

static int operate(lua_State *L, VnOperation operation, const char *doing) {
  VnErr err;
  const VnMatrix *left = vn_test_matrix(L, 1), *right = vn_test_matrix(L, 2);
  if (!left && !right) {
    vn_error(L, "%s: wants a matrix, found %s and %s", doing, vn_found(L, 1),
             vn_found(L, 2));
  }
  double x = left ? 0 : check_operand(L, 1, doing);
  double y = right ? 0 : check_operand(L, 2, doing);
  VnMatrix **m = vn_push_matrix(L);
  if (!right) *m = vn_matrix_by_number(operation, left, y, &err);
  else if (!left) *m = vn_number_by_matrix(operation, x, right, &err);
  else *m = vn_matrix_combine(operation, left, right, &err);
  return *m ? 1 : vn_raise_in(L, doing, &err);
}

static int matrix_add(lua_State *L) {
  return operate(L, VN_PLUS, "matrix +");
}

static int matrix_subtract(lua_State *L) {
  return operate(L, VN_MINUS, "matrix -");
}

static int matrix_times(lua_State *L) {
  return operate(L, VN_TIMES, "matrix *");
}

static int matrix_divide(lua_State *L) {
  return operate(L, VN_OVER, "matrix /");
}

static int matrix_to_the(lua_State *L) {
  return operate(L, VN_TO_THE, "matrix ^");
}

static int matrix_negative(lua_State *L) {
  VnErr err;
  const VnMatrix *m = vn_check_matrix(L, 1);
  VnMatrix **negative = vn_push_matrix(L);
  *negative = vn_number_by_matrix(VN_MINUS, 0, m, &err);
  return *negative ? 1 : vn_raise_in(L, "-matrix", &err);
}

static const char minimum_help[] =
    "m:minimum(other) -> matrix\n"
    "  Cell by cell the smaller of the two; `other` is a matrix with the same\n"
    "  names, in any order, or a number. Missing in either is missing.\n"
    "  Raises when the names differ, and lists them.\n"
    "\n"
    "  > m = matrix.of({\"a\"}, {\"x\", \"y\"}, {{1, 5}})\n"
    "  > m:minimum(3):get(\"a\", \"y\")\n"
    "  3.0\n";

static int matrix_minimum(lua_State *L) {
  vn_check_matrix(L, 1);
  return operate(L, VN_LEAST_OF, "minimum");
}

static const char maximum_help[] =
    "m:maximum(other) -> matrix\n"
    "  Cell by cell the larger of the two; `other` is a matrix with the same\n"
    "  names, in any order, or a number. Missing in either is missing.\n"
    "  Raises when the names differ, and lists them.\n"
    "\n"
    "  > m = matrix.of({\"a\"}, {\"x\", \"y\"}, {{1, 5}})\n"
    "  > m:maximum(3):get(\"a\", \"x\")\n"
    "  3.0\n";

static int matrix_maximum(lua_State *L) {
  vn_check_matrix(L, 1);
  return operate(L, VN_LARGEST_OF, "maximum");
}

static const char threshold_help[] =
    "m:threshold(least) -> matrix of 0 and 1\n"
    "  1 where a cell is at least that large, else 0; `least` is a number, or\n"
    "  a matrix with the same names. Missing in either is missing.\n"
    "\n"
    "  > m = matrix.of({\"a\"}, {\"x\", \"y\"}, {{1, 2}})\n"
    "  > m:threshold(2):get(\"a\", \"y\")\n"
    "  1.0\n";

static int matrix_threshold(lua_State *L) {
  vn_check_matrix(L, 1);
  return operate(L, VN_AT_LEAST, "threshold");
}

static const char fill_missing_help[] =
    "m:fill_missing(value) -> matrix\n"
    "  The same matrix with that number in every missing cell, or with the\n"
    "  cell of another matrix that has the same names.\n"
    "\n"
    "  > matrix.of({\"a\"}, {\"x\"}, {{na}}):fill_missing(0):get(\"a\", \"x\")\n"
    "  0.0\n";

static int matrix_fill_missing(lua_State *L) {
  vn_check_matrix(L, 1);
  return operate(L, VN_OR_ELSE, "fill_missing");
}

static const VnEntry methods[] = {
    {"minimum",      matrix_minimum,      minimum_help     },
    {"maximum",      matrix_maximum,      maximum_help     },
    {"threshold",    matrix_threshold,    threshold_help   },
    {"fill_missing", matrix_fill_missing, fill_missing_help},
    {NULL,           NULL,                NULL             },
};

static const VnEntry operators[] = {
    {"__add", matrix_add,      NULL},
    {"__sub", matrix_subtract, NULL},
    {"__mul", matrix_times,    NULL},
    {"__div", matrix_divide,   NULL},
    {"__pow", matrix_to_the,   NULL},
    {"__unm", matrix_negative, NULL},
    {NULL,    NULL,            NULL},
};

int luaopen_vane_core_arithmetic(lua_State *L) {
  lua_newtable(L);
  vn_open_functions(L, methods);
  lua_setfield(L, -2, "methods");
  vn_open_functions(L, operators);
  lua_setfield(L, -2, "operators");
  return 1;
}
