// vane.core.measure: what is measured of graphs and their nodes.
#include "bind/frame.h"
#include "bind/graph.h"
#include "bind/matrix.h"
#include "bind/modules.h"
#include "calc/graph/bridge.h"
#include "calc/graph/broker.h"
#include "calc/graph/centre_between.h"
#include "calc/graph/centre_walk.h"
#include "calc/graph/clustering.h"
#include "calc/graph/constraint.h"
#include "calc/graph/core_number.h"
#include "calc/graph/layout.h"
#include "calc/graph/pagerank.h"
#include "calc/graph/path.h"


// ---- how tightly knit ----

static int measure_density(lua_State *L) {
  vn_push_value(L, vn_density(vn_check_graph(L, 1)));
  return 1;
}

static int measure_transitivity(lua_State *L) {
  VnErr err;
  double share;
  const VnGraph *g = vn_check_graph(L, 1);
  if (!vn_transitivity(g, &share, &err)) return vn_raise(L, &err);
  vn_push_value(L, share);
  return 1;
}

static int measure_clustering(lua_State *L) {
  return vn_give_of_graph(L, vn_clustering);
}

static int measure_cores(lua_State *L) {
  return vn_give_of_graph(L, vn_core_numbers);
}

static int measure_bridges(lua_State *L) {
  return vn_give_of_graph(L, vn_bridges);
}

static int measure_articulation(lua_State *L) {
  return vn_give_of_graph(L, vn_articulation);
}


// ---- who is central, who stands between ----

static int measure_constraint(lua_State *L) {
  return vn_give_of_graph(L, vn_constraint);
}

// brokerage(graph, frame, column): a row for each node, in their order
static int measure_brokerage(lua_State *L) {
  VnErr err;
  const VnGraph *g = vn_check_graph(L, 1);
  const VnFrame *f = vn_check_frame(L, 2);
  const char *group = vn_check_text(L, 3, "'group'");
  VnFrame **roles = vn_push_frame(L);
  *roles = vn_brokerage(g, f, group, &err);
  return *roles ? 1 : vn_raise(L, &err);
}

static int measure_eigenvector(lua_State *L) {
  return vn_give_of_graph(L, vn_eigenvector);
}

static int measure_pagerank(lua_State *L) {
  VnErr err;
  const VnGraph *g = vn_check_graph(L, 1);
  double damping = vn_check_number(L, 2, "'damping'");
  VnFrame **f = vn_push_frame(L);
  *f = vn_pagerank(g, damping, &err);
  return *f ? 1 : vn_raise(L, &err);
}


// ---- along paths ----

// betweenness(graph, length) and closeness(graph, length)
static int give_by_length(lua_State *L, VnFrame *(*make)(const VnGraph *,
                                                         VnLength, VnErr *)) {
  VnErr err;
  const VnGraph *g = vn_check_graph(L, 1);
  VnLength length = (VnLength)vn_check_word(L, 2, vn_lengths, -1);
  VnFrame **f = vn_push_frame(L);
  *f = make(g, length, &err);
  return *f ? 1 : vn_raise(L, &err);
}

static int measure_betweenness(lua_State *L) {
  return give_by_length(L, vn_betweenness);
}

static int measure_closeness(lua_State *L) {
  return give_by_length(L, vn_closeness);
}

// distances(graph, length)
static int measure_distances(lua_State *L) {
  VnErr err;
  const VnGraph *g = vn_check_graph(L, 1);
  VnLength length = (VnLength)vn_check_word(L, 2, vn_lengths, -1);
  VnMatrix **m = vn_push_matrix(L);
  *m = vn_distances(g, length, &err);
  return *m ? 1 : vn_raise(L, &err);
}

// path(graph, from, to, length) -> frame, or nil where there is none
static int measure_path(lua_State *L) {
  VnErr err;
  bool none;
  const VnGraph *g = vn_check_graph(L, 1);
  const char *from = vn_check_text(L, 2, "'from'");
  const char *to = vn_check_text(L, 3, "'to'");
  VnLength length = (VnLength)vn_check_word(L, 4, vn_lengths, -1);
  VnFrame **f = vn_push_frame(L);
  *f = vn_path(g, from, to, length, &none, &err);
  if (*f) return 1;
  if (!none) return vn_raise(L, &err);
  lua_pushnil(L);
  return 1;
}


// ---- drawing ----

// layout(graph, method, seed, weighted)
static int measure_layout(lua_State *L) {
  VnErr err;
  const VnGraph *g = vn_check_graph(L, 1);
  VnLayout layout = {
      .method = (VnLayoutMethod)vn_check_word(L, 2, vn_layouts, -1),
      .seed = (uint64_t)vn_check_integer(L, 3, "'seed'"),
      .weighted = lua_toboolean(L, 4),
  };
  VnFrame **f = vn_push_frame(L);
  *f = vn_layout(g, &layout, &err);
  return *f ? 1 : vn_raise(L, &err);
}

// What lua/vane/data/graph/measures.lua and graph/paths.lua say.
static const VnEntry functions[] = {
    {"density",      measure_density,      NULL},
    {"transitivity", measure_transitivity, NULL},
    {"clustering",   measure_clustering,   NULL},
    {"cores",        measure_cores,        NULL},
    {"bridges",      measure_bridges,      NULL},
    {"articulation", measure_articulation, NULL},
    {"constraint",   measure_constraint,   NULL},
    {"brokerage",    measure_brokerage,    NULL},
    {"eigenvector",  measure_eigenvector,  NULL},
    {"pagerank",     measure_pagerank,     NULL},
    {"betweenness",  measure_betweenness,  NULL},
    {"closeness",    measure_closeness,    NULL},
    {"distances",    measure_distances,    NULL},
    {"path",         measure_path,         NULL},
    {"layout",       measure_layout,       NULL},
    {NULL,           NULL,                 NULL},
};

int luaopen_vane_core_measure(lua_State *L) {
  return vn_open_functions(L, functions);
}
