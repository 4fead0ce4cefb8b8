// vane.core.flow: participants of groups in pairs, growth and excess of flows;
// help stands with the study.
#include "calc/linkage/flow.h"

#include <string.h>

#include "bind/frame.h"
#include "bind/modules.h"
#include "calc/frame/years.h"
#include "calc/linkage/flow_excess.h"
#include "calc/linkage/flow_growth.h"
#include "calc/linkage/flow_inside.h"
#include "calc/linkage/together.h"

// participants(frame, group, ends, first, second, kept, directed) -> frame
static int flow_participants(lua_State *L) {
  VnErr err;
  VnPairing how = {0};
  const VnFrame *f = vn_check_frame(L, 1);
  how.group = vn_check_text(L, 2, "'group'");
  how.ends = vn_check_texts(L, 3, "column", &how.n_ends);
  how.first = vn_check_n_texts(L, 4, "name", how.n_ends);
  how.second = vn_check_n_texts(L, 5, "name", how.n_ends);
  how.kept = vn_check_texts(L, 6, "column", &how.n_kept);
  how.directed = lua_toboolean(L, 7);
  if (how.n_ends == 0) return vn_error(L, "participants: name a column");
  VnFrame **pairs = vn_push_frame(L);
  *pairs = vn_pair_participants(f, &how, &err);
  return *pairs ? 1 : vn_raise_in(L, "linkage.flows", &err);
}

// growth(cells, sectors, n before, n after, n family, "BH" or "BY") -> frame
static int flow_growth(lua_State *L) {
  static const char *const rates[] = {"BH", "BY", NULL};
  VnErr err;
  const VnFrame *cells = vn_check_frame(L, 1);
  VnFlowGrowth how = {
      .n_before = vn_check_number(L, 3, "the flows before"),
      .n_after = vn_check_number(L, 4, "the flows after"),
      .n_family = vn_check_number(L, 5, "the possible flows"),
      .error = 0.05,
      .fdr = (VnFdr)vn_check_word(L, 6, rates, VN_BH),
  };
  how.sectors = vn_check_names(L, 2, "sector");
  VnFrame **frame = vn_push_frame(L);
  *frame = vn_flow_growth(cells, &how, &err);
  return *frame ? 1 : vn_raise_in(L, "linkage.flows", &err);
}

// What a sector belongs to stands in a column of texts, whose numbers in the
// dictionary are as good as names.
static void check_groups(lua_State *L, int arg, VnFlowExcess *how) {
  if (lua_isnil(L, arg)) return;
  VnErr err;
  const VnFrame *f = vn_check_frame(L, arg);
  const VnColumn *groups = vn_frame_column(f, "group", &err);
  luaL_argexpected(L,
                   groups && groups->type == VN_TEXT &&
                       f->n_rows == vn_names_count(how->sectors),
                   arg, "a frame with a group for each sector");
  how->groups = groups->text;
  how->n_groups = vn_dict_count(groups->dict);
}

// excess(cells, sectors, frame of groups or nil, symmetric, n family, "BH" or
// "BY") -> frame
static int flow_excess(lua_State *L) {
  static const char *const rates[] = {"BH", "BY", NULL};
  VnErr err;
  const VnFrame *cells = vn_check_frame(L, 1);
  VnFlowExcess how = {
      .symmetric = lua_toboolean(L, 4),
      .n_family = vn_check_number(L, 5, "the possible flows"),
      .fdr = (VnFdr)vn_check_word(L, 6, rates, VN_BH),
  };
  how.sectors = vn_check_names(L, 2, "sector");
  check_groups(L, 3, &how);
  VnFrame **frame = vn_push_frame(L);
  *frame = vn_flow_excess(cells, &how, &err);
  return *frame ? 1 : vn_raise_in(L, "linkage.flows", &err);
}

// inside(frame, from, to, digits, name) -> frame of that column
static int flow_inside(lua_State *L) {
  VnErr err;
  const VnFrame *rows = vn_check_frame(L, 1);
  VnInside how = {.from = vn_check_text(L, 2, "'from'"),
                  .to = vn_check_text(L, 3, "'to'")};
  lua_Integer n_digits = vn_check_integer(L, 4, "the digits");
  if (n_digits < 0) return vn_error(L, "inside: wants digits from 0");
  how.n_digits = (size_t)n_digits;
  const char *name = vn_check_text(L, 5, "the name");
  VnFrame **frame = vn_push_frame(L);
  *frame = vn_flow_inside(rows, &how, name, &err);
  return *frame ? 1 : vn_raise_in(L, "linkage.flows", &err);
}

// together(frame, column of texts, orders or nil) -> orders in which groups
// come, 0 when there is none, and the row before the last group
static int flow_together(lua_State *L) {
  VnErr err;
  const VnFrame *rows = vn_check_frame(L, 1);
  const char *column = vn_check_text(L, 2, "the column");
  VnOrders orders = lua_isnoneornil(L, 3)
                        ? VN_ALL_ORDERS
                        : (VnOrders)vn_check_integer(L, 3, "the orders");
  size_t last;
  if (!vn_groups_together(rows, column, &orders, &last, &err)) {
    return vn_raise_in(L, "linkage.flows", &err);
  }
  lua_pushinteger(L, (lua_Integer)orders);
  lua_pushinteger(L, (lua_Integer)last);
  return 2;
}

// year(cell) -> the year that a cell of a table tells, nil when it tells none
static int flow_year(lua_State *L) {
  const char *text = vn_check_text(L, 1, "the cell");
  int year;
  if (!vn_read_year((VnPiece){text, strlen(text)}, &year)) return 0;
  lua_pushinteger(L, year);
  return 1;
}

static const VnEntry functions[] = {
    {"excess",       flow_excess,       NULL},
    {"growth",       flow_growth,       NULL},
    {"inside",       flow_inside,       NULL},
    {"participants", flow_participants, NULL},
    {"together",     flow_together,     NULL},
    {"year",         flow_year,         NULL},
    {NULL,           NULL,              NULL},
};

int luaopen_vane_core_flow(lua_State *L) {
  return vn_open_functions(L, functions);
}
