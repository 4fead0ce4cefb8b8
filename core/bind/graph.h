// Boxes of graphs, for every binding that takes or gives one.
#ifndef VN_BIND_GRAPH_H
#define VN_BIND_GRAPH_H

#include "bind/bind.h"
#include "data/graph.h"

VnGraph *vn_check_graph(lua_State *L, int arg);
VnGraph **vn_push_graph(lua_State *L);  // an empty box

#endif
