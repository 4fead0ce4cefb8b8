// vane.core.graph: networks of named nodes, as Lua says them.
#include "bind/graph.h"

#include "bind/frame.h"
#include "bind/matrix.h"
#include "bind/modules.h"
#include "calc/graph/centre.h"
#include "calc/graph/component.h"
#include "calc/graph/rewire.h"
#include "data/graph/frame.h"
#include "data/graph/matrix.h"

#define NOUN "graph"

VnGraph *vn_check_graph(lua_State *L, int arg) {
  return vn_check(L, arg, NOUN);
}

VnGraph **vn_push_graph(lua_State *L) {
  return (VnGraph **)vn_box(L, NOUN);
}

static int graph_free(lua_State *L) {
  void **box = lua_touserdata(L, 1);
  vn_graph_free(*box);
  *box = NULL;
  return 0;
}


// ---- making ----

static const char *check_optional_text(lua_State *L, int arg,
                                       const char *what) {
  return lua_isnoneornil(L, arg) ? NULL : vn_check_text(L, arg, what);
}

// from_frame(frame, from, to, weight or nil, directed, nodes or nil, unread or
// nil)
static int graph_from_frame(lua_State *L) {
  VnErr err;
  lua_settop(L, 7);
  const VnFrame *f = vn_check_frame(L, 1);
  VnGraphRows rows = {
      .from = vn_check_text(L, 2, "'from'"),
      .to = vn_check_text(L, 3, "'to'"),
      .weight = check_optional_text(L, 4, "'weight'"),
      .directed = lua_toboolean(L, 5),
      .unread = check_optional_text(L, 7, "'unread'"),
      .nodes = lua_isnil(L, 6) ? NULL : vn_check_names(L, 6, "node"),
  };
  VnGraph **g = vn_push_graph(L);
  *g = vn_graph_from_frame(f, &rows, &err);
  return *g ? 1 : vn_raise(L, &err);
}

// from_matrix(matrix, directed, threshold or nil, loops)
static int graph_from_matrix(lua_State *L) {
  VnErr err;
  lua_settop(L, 4);
  const VnMatrix *m = vn_check_matrix(L, 1);
  VnGraphCells cells = {
      .directed = lua_toboolean(L, 2),
      .threshold = lua_isnil(L, 3) ? NAN : vn_check_number(L, 3, "'threshold'"),
      .loops = lua_toboolean(L, 4),
  };
  VnGraph **g = vn_push_graph(L);
  *g = vn_graph_from_matrix(m, &cells, &err);
  return *g ? 1 : vn_raise(L, &err);
}


// ---- what it is made of ----

int vn_give_of_graph(lua_State *L, VnFrame *(*make)(const VnGraph *, VnErr *)) {
  VnErr err;
  const VnGraph *g = vn_check_graph(L, 1);
  VnFrame **f = vn_push_frame(L);
  *f = make(g, &err);
  return *f ? 1 : vn_raise(L, &err);
}

static const char graph_edges_help[] =
    "g:edges() -> frame\n"
    "  The edges, one a row: from, to, weight, and what else is known of\n"
    "  them (see g:with_edges); in the order of the nodes. Where edges have\n"
    "  no direction, from is the node that comes first.\n"
    "\n"
    "  > graph{ {\"b\", \"a\"}, {\"b\", \"c\", 2} }:edges()\n"
    "  frame 2 x 3\n"
    "    from  to  weight\n"
    "    a     b        1\n"
    "    b     c        2\n";

static int graph_edges(lua_State *L) {
  return vn_give_of_graph(L, vn_graph_edges);
}

static const char graph_matrix_help[] =
    "g:matrix() -> matrix\n"
    "  The weight from each row's node to each column's; 0 where there is no\n"
    "  edge.\n"
    "\n"
    "  > graph{ {\"a\", \"b\", 3} }:matrix():get(\"b\", \"a\")\n"
    "  3.0\n";

static int graph_matrix(lua_State *L) {
  VnErr err;
  const VnGraph *g = vn_check_graph(L, 1);
  VnMatrix **m = vn_push_matrix(L);
  *m = vn_graph_to_matrix(g, &err);
  return *m ? 1 : vn_raise_in(L, "matrix", &err);
}

static int graph_equal(lua_State *L) {
  const VnGraph *a = vn_test(L, 1, NOUN), *b = vn_test(L, 2, NOUN);
  lua_pushboolean(L, a && b && vn_graph_equal(a, b));
  return 1;
}


// ---- how central, how grouped ----

static const char graph_degree_help[] =
    "g:degree() -> frame\n"
    "  How many edges each node has; a self loop counts twice. Where edges\n"
    "  have directions: degree, degree_out and degree_in.\n"
    "\n"
    "  > graph{ {\"a\", \"b\"}, {\"a\", \"c\", 5} }:degree():get(1, \"degree\")\n"
    "  2\n";

static int graph_degree(lua_State *L) {
  return vn_give_of_graph(L, vn_degree);
}

static const char graph_strength_help[] =
    "g:strength() -> frame\n"
    "  The sum of the weights of each node's edges; a self loop counts twice.\n"
    "  Where edges have directions: strength, strength_out and strength_in.\n"
    "\n"
    "  > graph{ {\"a\", \"b\"}, {\"a\", \"c\", 5} }:strength():get(1, "
    "\"strength\")\n"
    "  6.0\n";

static int graph_strength(lua_State *L) {
  return vn_give_of_graph(L, vn_strength);
}

static const char graph_components_help[] =
    "g:components() -> frame\n"
    "  Which nodes hang together: node and component, 1 for the largest. A\n"
    "  path counts whatever the directions of its edges.\n"
    "\n"
    "  > graph{ {\"a\", \"b\"}, {\"c\", \"d\"}, {\"d\", \"e\"} }:components()\n"
    "  frame 5 x 2\n"
    "    node  component\n"
    "    a             2\n"
    "    b             2\n"
    "    c             1\n"
    "    d             1\n"
    "    e             1\n";

static int graph_components(lua_State *L) {
  return vn_give_of_graph(L, vn_components);
}

// rewire(graph, seed)
static int graph_rewire(lua_State *L) {
  VnErr err;
  const VnGraph *g = vn_check_graph(L, 1);
  VnRandom random = vn_random((uint64_t)vn_check_integer(L, 2, "'seed'"), 0);
  VnGraph **rewired = vn_push_graph(L);
  *rewired = vn_rewire(g, &random, &err);
  return *rewired ? 1 : vn_raise(L, &err);
}


// ---- fields ----

static int graph_n_nodes(lua_State *L) {
  lua_pushinteger(L, (lua_Integer)vn_check_graph(L, 1)->n_nodes);
  return 1;
}

static int graph_n_edges(lua_State *L) {
  lua_pushinteger(L, (lua_Integer)vn_check_graph(L, 1)->n_edges);
  return 1;
}

static int graph_nodes(lua_State *L) {
  vn_push_names(L, vn_check_graph(L, 1)->nodes);
  return 1;
}

static int graph_directed(lua_State *L) {
  lua_pushboolean(L, vn_check_graph(L, 1)->directed);
  return 1;
}

static int graph_source(lua_State *L) {
  lua_pushstring(L, vn_check_graph(L, 1)->source);
  return 1;
}

static int graph_unread(lua_State *L) {
  lua_pushstring(L, vn_check_graph(L, 1)->unread);
  return 1;
}

static int graph_n_added(lua_State *L) {
  lua_pushinteger(L, (lua_Integer)vn_check_graph(L, 1)->n_added);
  return 1;
}

static int graph_n_loops(lua_State *L) {
  lua_pushinteger(L, (lua_Integer)vn_check_graph(L, 1)->n_loops);
  return 1;
}

static int graph_n_left_out(lua_State *L) {
  lua_pushinteger(L, (lua_Integer)vn_check_graph(L, 1)->n_left_out);
  return 1;
}

static const VnEntry functions[] = {
    {NULL, NULL, NULL},
};

static const VnEntry methods[] = {
    {"edges",      graph_edges,      graph_edges_help     },
    {"matrix",     graph_matrix,     graph_matrix_help    },
    {"degree",     graph_degree,     graph_degree_help    },
    {"strength",   graph_strength,   graph_strength_help  },
    {"components", graph_components, graph_components_help},
    {NULL,         NULL,             NULL                 },
};

// What lua/vane/data/graph.lua says with named options.
static const VnEntry native[] = {
    {"from_frame",  graph_from_frame,  NULL},
    {"from_matrix", graph_from_matrix, NULL},
    {"rewire",      graph_rewire,      NULL},
    {NULL,          NULL,              NULL},
};

static const VnEntry fields[] = {
    {"n_nodes",    graph_n_nodes,    "how many nodes"                      },
    {"n_edges",    graph_n_edges,    "how many edges"                      },
    {"n_loops",    graph_n_loops,    "how many edges join a node to itself"},
    {"n_added",    graph_n_added,
     "how many rows were added to an edge that stood already"              },
    {"n_left_out", graph_n_left_out,
     "how many rows or cells made no edge for want of a name or weight"    },
    {"nodes",      graph_nodes,      "the names of the nodes, a list"      },
    {"directed",   graph_directed,   "whether edges have directions"       },
    {"source",     graph_source,     "where the edges came from, or nil"   },
    {"unread",     graph_unread,
     "what a file said of edges that has no place in a graph, or nil"      },
    {NULL,         NULL,             NULL                                  },
};

int luaopen_vane_core_graph(lua_State *L) {
  vn_open_noun(L, &(VnNoun){NOUN, functions, methods, fields, graph_free});
  lua_getfield(L, -1, "meta");
  lua_pushcfunction(L, graph_equal);
  lua_setfield(L, -2, "__eq");
  lua_pop(L, 1);
  vn_open_functions(L, native);
  lua_setfield(L, -2, "native");
  return 1;
}
