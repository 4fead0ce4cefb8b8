// vane.core.relate: how closely things go together, for how often they meet.
#include "calc/linkage/relate.h"

#include "bind/frame.h"
#include "bind/matrix.h"
#include "bind/modules.h"
#include "bind/tally.h"
#include "calc/linkage/relate_tally.h"

static const char *const totals[] = {"sums", "diagonal", NULL};

// relate(m, measure, "sums" or "diagonal", how many events or nil)
static int matrix_relate(lua_State *L) {
  VnErr err;
  const VnMatrix *m = vn_check_matrix(L, 1);
  VnRelate relate = {
      .relation = (VnRelation)vn_check_word(L, 2, vn_relations, -1),
      .totals = (VnTotals)vn_check_word(L, 3, totals, -1),
      .all = lua_isnoneornil(L, 4)
                 ? 0
                 : vn_check_number(L, 4, "the number of groups")};
  VnMatrix **related = vn_push_matrix(L);
  *related = vn_matrix_relate(m, &relate, &err);
  return *related ? 1 : vn_raise_in(L, "relatedness", &err);
}

// pairs(tally, measure, "sums" or "diagonal") -> frame with `relatedness`
static int tally_relate(lua_State *L) {
  VnErr err;
  const VnTally *tally = vn_check_tally(L, 1);
  int relation = vn_check_word(L, 2, vn_relations, -1);
  int from = vn_check_word(L, 3, totals, -1);
  VnFrame **pairs = vn_push_frame(L);
  *pairs = vn_tally_relate(tally, (VnRelation)relation, (VnTotals)from, &err);
  return *pairs ? 1 : vn_raise_in(L, "relatedness", &err);
}

static int quotient(lua_State *L, const char *doing) {
  VnErr err;
  const VnMatrix *m = vn_check_matrix(L, 1);
  VnMatrix **quotients = vn_push_matrix(L);
  *quotients = vn_matrix_quotient(m, &err);
  return *quotients ? 1 : vn_raise_in(L, doing, &err);
}

static const char lq_help[] =
    "m:lq() -> matrix\n"
    "  Location quotients: the share of each cell in its row over the share of\n"
    "  its column in all, x n / (row sum * column sum). 1 is what the region's\n"
    "  size and the class's size alone would give; of a region's row and a\n"
    "  class's column, 2 is twice as much. m:rca() is the same by its name in\n"
    "  trade. Missing cells stay missing; what is expected of the others is\n"
    "  then a product of a row's and a column's number that keeps the sums of\n"
    "  the known cells, so that cells empty by design, such as flows inside a\n"
    "  sector, should be missing and not 0. Cells whose row or column adds up\n"
    "  to 0 have no quotient.\n"
    "  Small counts give wild quotients: concentration{} adds limits.\n"
    "  Raises on a cell below 0, and when too few cells are known.\n"
    "  Source: Florence, Investment, Location and Size of Plant, Cambridge\n"
    "  1948; missing cells: Deming and Stephan, The Annals of Mathematical\n"
    "  Statistics 11 (1940), 427-444.\n"
    "\n"
    "  > m = matrix.of({\"a\", \"b\"}, {\"x\", \"y\"}, {{3, 1}, {1, 3}})\n"
    "  > m:lq():get(\"a\", \"x\")\n"
    "  1.5\n";

static int matrix_lq(lua_State *L) {
  return quotient(L, "lq");
}

static const char rca_help[] =
    "m:rca() -> matrix\n"
    "  Revealed comparative advantage: m:lq() by its name in trade, of places'\n"
    "  rows and products' columns.\n"
    "  Raises on a cell below 0.\n"
    "  Source: Balassa, Manchester School 33 (1965), 99-123.\n"
    "\n"
    "  > m = matrix.of({\"a\", \"b\"}, {\"x\", \"y\"}, {{3, 1}, {1, 3}})\n"
    "  > m:rca():threshold(1):get(\"a\", \"y\")\n"
    "  0.0\n";

static int matrix_rca(lua_State *L) {
  return quotient(L, "rca");
}

static const VnEntry methods[] = {
    {"lq",  matrix_lq,  lq_help },
    {"rca", matrix_rca, rca_help},
    {NULL,  NULL,       NULL    },
};

// What Lua says with named options.
static const VnEntry native[] = {
    {"relate", matrix_relate, NULL},
    {"pairs",  tally_relate,  NULL},
    {NULL,     NULL,          NULL},
};

int luaopen_vane_core_relate(lua_State *L) {
  lua_newtable(L);
  vn_open_functions(L, methods);
  lua_setfield(L, -2, "methods");
  vn_open_functions(L, native);
  lua_setfield(L, -2, "native");
  return 1;
}
