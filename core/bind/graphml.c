// vane.core.graphml: files of graphs that are XML.
#include "data/graph/graphml.h"

#include "bind/frame.h"
#include "bind/modules.h"

// read(path) -> directed, nodes, edges
static int graphml_read(lua_State *L) {
  VnErr err;
  VnGraphml graph;
  const char *path = vn_check_text(L, 1, "the path");
  VnFrame **nodes = vn_push_frame(L), **edges = vn_push_frame(L);
  bool done = vn_graphml_read(path, &graph, &err);
  *nodes = graph.nodes, *edges = graph.edges;
  if (!done) return vn_raise(L, &err);
  lua_pushboolean(L, graph.directed);
  lua_insert(L, -3);
  return 3;
}

static const VnEntry functions[] = {
    {"read", graphml_read, NULL},
    {NULL,   NULL,         NULL},
};

int luaopen_vane_core_graphml(lua_State *L) {
  return vn_open_functions(L, functions);
}
