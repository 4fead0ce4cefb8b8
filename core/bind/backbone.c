// vane.core.backbone: which edges carry a graph, which it may get, and which
// came and went.
#include "calc/graph/backbone.h"

#include "bind/frame.h"
#include "bind/graph.h"
#include "bind/modules.h"
#include "calc/graph/compare.h"
#include "calc/graph/predict.h"

static const char *const ends[] = {"either", "both", "from", "to", NULL};

static int backbone_disparity(lua_State *L) {
  VnErr err;
  const VnGraph *g = vn_check_graph(L, 1);
  VnFrame **f = vn_push_frame(L);
  *f = vn_disparity(g, &err);
  return *f ? 1 : vn_raise(L, &err);
}

// backbone(graph, alpha, at)
static int backbone_backbone(lua_State *L) {
  VnErr err;
  const VnGraph *g = vn_check_graph(L, 1);
  double alpha = vn_check_number(L, 2, "'alpha'");
  VnEnd at = (VnEnd)vn_check_word(L, 3, ends, -1);
  VnGraph **part = vn_push_graph(L);
  *part = vn_backbone(g, alpha, at, &err);
  return *part ? 1 : vn_raise(L, &err);
}

// top(graph, k, at)
static int backbone_top(lua_State *L) {
  VnErr err;
  const VnGraph *g = vn_check_graph(L, 1);
  int64_t k = vn_check_integer(L, 2, "'k'");
  VnEnd at = (VnEnd)vn_check_word(L, 3, ends, -1);
  VnGraph **part = vn_push_graph(L);
  *part = vn_heaviest(g, k, at, &err);
  return *part ? 1 : vn_raise(L, &err);
}

// predict(graph, by, n)
static int backbone_predict(lua_State *L) {
  VnErr err;
  const VnGraph *g = vn_check_graph(L, 1);
  VnPredictor by = (VnPredictor)vn_check_word(L, 2, vn_predictors, -1);
  int64_t n = vn_check_integer(L, 3, "'n'");
  VnFrame **f = vn_push_frame(L);
  *f = vn_predict(g, by, n, &err);
  return *f ? 1 : vn_raise(L, &err);
}

// compare(before, after) -> edges, nodes, gained, lost, kept, jaccard,
// weighted
static int backbone_compare(lua_State *L) {
  VnErr err;
  VnGraphChange change;
  const VnGraph *before = vn_check_graph(L, 1);
  const VnGraph *after = vn_check_graph(L, 2);
  VnFrame **edges = vn_push_frame(L), **nodes = vn_push_frame(L);
  bool done = vn_graph_compare(before, after, &change, &err);
  *edges = change.edges, *nodes = change.nodes;
  if (!done) return vn_raise(L, &err);
  lua_pushinteger(L, (lua_Integer)change.n_gained);
  lua_pushinteger(L, (lua_Integer)change.n_lost);
  lua_pushinteger(L, (lua_Integer)change.n_kept);
  vn_push_value(L, change.jaccard);
  vn_push_value(L, change.weighted);
  return 7;
}

// What lua/vane/data/graph/backbone.lua and graph/change.lua say.
static const VnEntry functions[] = {
    {"disparity", backbone_disparity, NULL},
    {"backbone",  backbone_backbone,  NULL},
    {"top",       backbone_top,       NULL},
    {"predict",   backbone_predict,   NULL},
    {"compare",   backbone_compare,   NULL},
    {NULL,        NULL,               NULL},
};

int luaopen_vane_core_backbone(lua_State *L) {
  return vn_open_functions(L, functions);
}
