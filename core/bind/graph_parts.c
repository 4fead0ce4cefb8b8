// vane.core.graph_parts: parts of graphs and attributes of their nodes.
#include "bind/frame.h"
#include "bind/graph.h"
#include "bind/modules.h"
#include "calc/graph/attribute.h"
#include "calc/graph/subgraph.h"
#include "calc/graph/tie.h"

static int give_graph(lua_State *L,
                      VnGraph *(*make)(const VnGraph *, VnErr *)) {
  VnErr err;
  const VnGraph *g = vn_check_graph(L, 1);
  VnGraph **part = vn_push_graph(L);
  *part = make(g, &err);
  return *part ? 1 : vn_raise(L, &err);
}

static int parts_main_component(lua_State *L) {
  return give_graph(L, vn_main_component);
}

static int parts_without_isolates(lua_State *L) {
  return give_graph(L, vn_without_isolates);
}

static int parts_undirected(lua_State *L) {
  return give_graph(L, vn_graph_undirected);
}

// subgraph(graph, names)
static int parts_subgraph(lua_State *L) {
  VnErr err;
  lua_settop(L, 2);
  const VnGraph *g = vn_check_graph(L, 1);
  const VnNames *names = vn_check_names(L, 2, "node");
  VnGraph **part = vn_push_graph(L);
  *part = vn_subgraph_of(g, names, &err);
  return *part ? 1 : vn_raise(L, &err);
}

// with_nodes(graph, frame, node) -> graph, rows that are of no node
static int parts_with_nodes(lua_State *L) {
  VnErr err;
  size_t n_strangers;
  const VnGraph *g = vn_check_graph(L, 1);
  const VnFrame *f = vn_check_frame(L, 2);
  const char *node = vn_check_text(L, 3, "'node'");
  VnGraph **with = vn_push_graph(L);
  *with = vn_graph_with_attributes(g, f, node, &n_strangers, &err);
  if (!*with) return vn_raise(L, &err);
  lua_pushinteger(L, (lua_Integer)n_strangers);
  return 2;
}

// with_edges(graph, frame, from, to, weight or nil) -> graph
static int parts_with_edges(lua_State *L) {
  VnErr err;
  lua_settop(L, 5);
  const VnGraph *g = vn_check_graph(L, 1);
  const VnFrame *f = vn_check_frame(L, 2);
  VnTies ties = {.from = vn_check_text(L, 3, "'from'"),
                 .to = vn_check_text(L, 4, "'to'")};
  if (!lua_isnil(L, 5)) ties.weight = vn_check_text(L, 5, "'weight'");
  VnGraph **with = vn_push_graph(L);
  *with = vn_graph_with_ties(g, f, &ties, &err);
  return *with ? 1 : vn_raise_in(L, "with_edges", &err);
}

// attributes(graph)
static int parts_attributes(lua_State *L) {
  VnErr err;
  const VnGraph *g = vn_check_graph(L, 1);
  VnFrame **f = vn_push_frame(L);
  *f = vn_graph_attributes(g, &err);
  return *f ? 1 : vn_raise(L, &err);
}

// What lua/vane/data/graph/parts.lua says.
static const VnEntry functions[] = {
    {"main_component",   parts_main_component,   NULL},
    {"without_isolates", parts_without_isolates, NULL},
    {"undirected",       parts_undirected,       NULL},
    {"subgraph",         parts_subgraph,         NULL},
    {"with_nodes",       parts_with_nodes,       NULL},
    {"with_edges",       parts_with_edges,       NULL},
    {"attributes",       parts_attributes,       NULL},
    {NULL,               NULL,                   NULL},
};

int luaopen_vane_core_graph_parts(lua_State *L) {
  return vn_open_functions(L, functions);
}
