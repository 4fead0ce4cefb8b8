// vane.core.product: matrix products and powers.
#include "calc/matrix/product.h"

#include "bind/matrix.h"
#include "bind/modules.h"

static const char multiply_help[] =
    "m:multiply(other) -> matrix\n"
    "  The matrix product: rows of m by columns of `other`. The columns of m\n"
    "  and the rows of `other` have the same names, in any order. A row of m\n"
    "  with a missing cell has a missing product, and so has a column of\n"
    "  `other`. (m * other multiplies cell by cell.)\n"
    "  Raises when the inner names differ, and lists them.\n"
    "  Source: dgemm of the Basic Linear Algebra Subprograms.\n"
    "\n"
    "  > m = matrix.of({\"a\"}, {\"x\", \"y\"}, {{1, 2}})\n"
    "  > m:multiply(m:transpose()):get(\"a\", \"a\")\n"
    "  5.0\n";

static int matrix_multiply(lua_State *L) {
  VnErr err;
  const VnMatrix *left = vn_check_matrix(L, 1);
  const VnMatrix *right = vn_check_matrix(L, 2);
  VnMatrix **product = vn_push_matrix(L);
  *product = vn_matrix_multiply(left, right, &err);
  return *product ? 1 : vn_raise_in(L, "multiply", &err);
}

static const char power_help[] =
    "m:power(n) -> matrix\n"
    "  The matrix multiplied n times with itself: indirect influence over n\n"
    "  steps. Rows and columns have the same names; the columns are put in the\n"
    "  order of the rows. The power 0 is 1 on the diagonal and 0 elsewhere.\n"
    "  Raises when the names differ, n is below 0, or a cell grows too large\n"
    "  for a number.\n"
    "\n"
    "  > m = matrix.of({\"a\", \"b\"}, {\"a\", \"b\"}, {{0, 2}, {3, 0}})\n"
    "  > m:power(2):get(\"a\", \"a\")\n"
    "  6.0\n";

static int matrix_power(lua_State *L) {
  VnErr err;
  const VnMatrix *m = vn_check_matrix(L, 1);
  lua_Integer n = vn_check_integer(L, 2, "the power");
  if (n < 0) {
    return vn_error(L, "power: wants a power of 0 or more, found %lld", n);
  }
  VnMatrix **power = vn_push_matrix(L);
  *power = vn_matrix_power(m, (size_t)n, &err);
  return *power ? 1 : vn_raise_in(L, "power", &err);
}

static const VnEntry methods[] = {
    {"multiply", matrix_multiply, multiply_help},
    {"power",    matrix_power,    power_help   },
    {NULL,       NULL,            NULL         },
};

int luaopen_vane_core_product(lua_State *L) {
  return vn_open_functions(L, methods);
}
