// vane.core.similar: how alike rows or columns are, pair by pair.
#include "calc/matrix/similar.h"

#include "bind/matrix.h"
#include "bind/modules.h"

static int likeness(lua_State *L, VnLikeness what, const char *doing) {
  VnErr err;
  const VnMatrix *m = vn_check_matrix(L, 1);
  VnSide of = vn_check_lines(L, 2);
  VnMatrix **alike = vn_push_matrix(L);
  *alike = vn_matrix_likeness(m, what, of, &err);
  return *alike ? 1 : vn_raise_in(L, doing, &err);
}

static const char correlation_help[] =
    "m:correlation(\"rows\") or m:correlation(\"cols\") -> matrix\n"
    "  Pearson's correlation of each pair of rows, or of columns, over the\n"
    "  cells that are known in both; -1 to 1. Missing when one of the two has\n"
    "  no spread there.\n"
    "  Source: r = sum (x - mx)(y - my) / sqrt(sum (x - mx)^2 sum (y - my)^2).\n"
    "\n"
    "  > m = matrix.of({\"a\", \"b\"}, {\"x\", \"y\", \"z\"}, {{1, 2, 3}, {6, 4, 2}})\n"
    "  > m:correlation(\"rows\"):get(\"a\", \"b\")\n"
    "  -1.0\n";

static int matrix_correlation(lua_State *L) {
  return likeness(L, VN_CORRELATION, "correlation");
}

static const char cosine_help[] =
    "m:cosine(\"rows\") or m:cosine(\"cols\") -> matrix\n"
    "  The cosine of the angle between each pair of rows, or of columns, over\n"
    "  the cells that are known in both. Missing when one of the two is all 0\n"
    "  there.\n"
    "  Source: sum x y / sqrt(sum x^2 sum y^2).\n"
    "\n"
    "  > m = matrix.of({\"a\", \"b\"}, {\"x\", \"y\"}, {{3, 4}, {4, 3}})\n"
    "  > m:cosine(\"rows\"):get(\"a\", \"b\")\n"
    "  0.96\n";

static int matrix_cosine(lua_State *L) {
  return likeness(L, VN_COSINE, "cosine");
}

static const char jaccard_help[] =
    "m:jaccard(\"rows\") or m:jaccard(\"cols\") -> matrix\n"
    "  For marks of 0 and 1: of the columns marked in at least one of two\n"
    "  rows, the share marked in both (or with \"cols\" the other way round),\n"
    "  over the cells that are known in both. Missing when neither has a mark.\n"
    "  Raises on a cell that is neither 0 nor 1; m:threshold(x) makes marks.\n"
    "  Source: Jaccard, New Phytologist 11 (1912), 37-50.\n"
    "\n"
    "  > m = matrix.of({\"a\", \"b\"}, {\"x\", \"y\", \"z\"}, {{1, 1, 0}, {0, 1, 0}})\n"
    "  > m:jaccard(\"rows\"):get(\"a\", \"b\")\n"
    "  0.5\n";

static int matrix_jaccard(lua_State *L) {
  return likeness(L, VN_JACCARD, "jaccard");
}

static const char distance_help[] =
    "m:distance(\"rows\") or m:distance(\"cols\") -> matrix\n"
    "  The Euclidean distance of each pair of rows, or of columns. Cells that\n"
    "  are missing in one of the two are left out, and the sum is scaled up by\n"
    "  the number of cells over those known. Missing when none is known in\n"
    "  both.\n"
    "  Source: sqrt(n / known * sum (x - y)^2), as dist() of R does.\n"
    "\n"
    "  > m = matrix.of({\"a\", \"b\"}, {\"x\", \"y\"}, {{0, 0}, {3, 4}})\n"
    "  > m:distance(\"rows\"):get(\"a\", \"b\")\n"
    "  5.0\n";

static int matrix_distance(lua_State *L) {
  return likeness(L, VN_EUCLIDEAN, "distance");
}

static const VnEntry methods[] = {
    {"correlation", matrix_correlation, correlation_help},
    {"cosine",      matrix_cosine,      cosine_help     },
    {"jaccard",     matrix_jaccard,     jaccard_help    },
    {"distance",    matrix_distance,    distance_help   },
    {NULL,          NULL,               NULL            },
};

int luaopen_vane_core_similar(lua_State *L) {
  return vn_open_functions(L, methods);
}
