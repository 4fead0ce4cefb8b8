// vane.core.community: the communities that igraph finds.
#include "calc/space/community.h"

#include "bind/frame.h"
#include "bind/graph.h"
#include "bind/modules.h"

// find(graph, method, seed, runs, resolution, spins) -> frame, quality
static int find_communities(lua_State *L) {
  static const char *const methods[] = {"leiden", "louvain", "infomap",
                                        "spinglass", NULL};
  VnErr err;
  const VnGraph *g = vn_check_graph(L, 1);
  VnCommunityOptions options = {
      .method = (VnCommunityMethod)vn_check_word(L, 2, methods, -1),
      .seed = (uint64_t)vn_check_integer(L, 3, "'seed'"),
      .n_runs = vn_check_integer(L, 4, "'runs'"),
      .resolution = vn_check_number(L, 5, "'resolution'"),
      .n_spins = vn_check_integer(L, 6, "'spins'"),
  };
  double quality;
  VnFrame **f = vn_push_frame(L);
  *f = vn_communities(g, &options, &quality, &err);
  if (!*f) return vn_raise(L, &err);
  vn_push_value(L, quality);
  return 2;
}

// What lua/vane/data/graph.lua and partition.lua say.
static const VnEntry functions[] = {
    {"find", find_communities, NULL},
    {NULL,   NULL,             NULL},
};

int luaopen_vane_core_community(lua_State *L) {
  return vn_open_functions(L, functions);
}
