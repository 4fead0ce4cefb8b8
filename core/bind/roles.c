// vane.core.roles: what nodes are to their communities, and communities to
// the network, as Lua says it.
#include "calc/space/roles.h"

#include "bind/frame.h"
#include "bind/graph.h"
#include "bind/modules.h"
#include "bind/partition.h"
#include "calc/space/cohesion.h"
#include "calc/space/company.h"

static int give_frame(lua_State *L,
                      VnFrame *(*make)(const VnPartition *, const VnGraph *,
                                       VnErr *)) {
  VnErr err;
  const VnPartition *p = vn_check_partition(L, 1);
  const VnGraph *g = vn_check_graph(L, 2);
  VnFrame **f = vn_push_frame(L);
  *f = make(p, g, &err);
  return *f ? 1 : vn_raise(L, &err);
}

// of_nodes(partition, graph) -> frame
static int roles_of_nodes(lua_State *L) {
  return give_frame(L, vn_roles);
}

// of_communities(partition, graph) -> frame
static int roles_of_communities(lua_State *L) {
  return give_frame(L, vn_cohesion);
}

// company(partition) -> frame
static int roles_company(lua_State *L) {
  VnErr err;
  const VnPartition *p = vn_check_partition(L, 1);
  VnFrame **f = vn_push_frame(L);
  *f = vn_company(p, &err);
  return *f ? 1 : vn_raise(L, &err);
}

static const VnEntry functions[] = {
    {"of_nodes",       roles_of_nodes,       NULL},
    {"of_communities", roles_of_communities, NULL},
    {"company",        roles_company,        NULL},
    {NULL,             NULL,                 NULL},
};

int luaopen_vane_core_roles(lua_State *L) {
  return vn_open_functions(L, functions);
}
