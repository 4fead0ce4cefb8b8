// vane.core.normalise: cells brought to a common scale.
#include "calc/matrix/normalise.h"

#include "bind/matrix.h"
#include "bind/modules.h"

static const char *const ways[] = {"share", "max", "z", "rows", "cols", NULL};

// m:normalise("rows") is short for m:normalise("share", "rows").
enum { SHARE_OF_ROWS = 3 };

static const char normalise_help[] =
    "m:normalise(how, within) -> matrix\n"
    "  Brings cells to a common scale within \"rows\", \"cols\" or \"all\" (the\n"
    "  default).\n"
    "    \"share\"  x / sum, so that shares add up to 1\n"
    "    \"max\"    x / largest |x|, so that cells lie between -1 and 1\n"
    "    \"z\"      (x - mean) / standard deviation, with n - 1\n"
    "    \"rows\"   short for (\"share\", \"rows\")\n"
    "    \"cols\"   short for (\"share\", \"cols\")\n"
    "  Missing cells are left out and stay missing. Where the sum, the largest\n"
    "  cell or the deviation is 0, cells become missing.\n"
    "  Raises when shares are asked of a cell below 0.\n"
    "\n"
    "  > m = matrix.of({\"a\"}, {\"x\", \"y\"}, {{1, 3}})\n"
    "  > m:normalise(\"rows\"):get(\"a\", \"y\")\n"
    "  0.75\n"
    "  > m:normalise(\"max\"):get(\"a\", \"y\")\n"
    "  1.0\n";

static int matrix_normalise(lua_State *L) {
  VnErr err;
  const VnMatrix *m = vn_check_matrix(L, 1);
  int how = vn_check_word(L, 2, ways, -1);
  int within = vn_check_word(L, 3, vn_sides, VN_ALL);
  if (how >= SHARE_OF_ROWS && !lua_isnoneornil(L, 3)) {
    vn_error(L,
             "normalise: \"%s\" is short for (\"share\", \"%s\"); leave the "
             "second word out",
             ways[how], ways[how]);
  }
  if (how >= SHARE_OF_ROWS) within = how - SHARE_OF_ROWS, how = VN_SHARE;
  VnMatrix **scaled = vn_push_matrix(L);
  *scaled = vn_matrix_normalise(m, (VnNormal)how, (VnSide)within, &err);
  return *scaled ? 1 : vn_raise_in(L, "normalise", &err);
}

static const VnEntry methods[] = {
    {"normalise", matrix_normalise, normalise_help},
    {NULL,        NULL,             NULL          },
};

int luaopen_vane_core_normalise(lua_State *L) {
  return vn_open_functions(L, methods);
}
