// Boxes of graphs, for every binding that takes or gives one.
#ifndef VN_BIND_GRAPH_H
#define VN_BIND_GRAPH_H

#include "bind/bind.h"
#include "data/frame.h"
#include "data/graph.h"

VnGraph *vn_check_graph(lua_State *L, int arg);
VnGraph **vn_push_graph(lua_State *L);  // an empty box

// Gives the frame that `make` says of the graph at 1.
int vn_give_of_graph(lua_State *L, VnFrame *(*make)(const VnGraph *, VnErr *));

#endif
