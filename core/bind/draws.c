// vane.core.draws: partitions beside what is found in graphs that could have
// been, and those graphs, as Lua says them.
#include "calc/space/draws.h"

#include "bind/events.h"
#include "bind/graph.h"
#include "bind/modules.h"
#include "bind/partition.h"
#include "calc/graph/project.h"
#include "calc/graph/rewire.h"

static VnDraws check_draws(lua_State *L, int arg) {
  return (VnDraws){
      .replicates = vn_check_integer(L, arg, "'replicates'"),
      .starts = vn_check_integer(L, arg + 1, "'starts'"),
      .seed = (uint64_t)vn_check_integer(L, arg + 2, "'seed'"),
  };
}

// planted(partition, graph, replicates, starts, seed) -> partition
static int draws_planted(lua_State *L) {
  VnErr err;
  const VnPartition *p = vn_check_partition(L, 1);
  const VnGraph *g = vn_check_graph(L, 2);
  VnDraws draws = check_draws(L, 3);
  VnPartition **found = vn_push_partition(L);
  *found = vn_planted(p, g, &draws, &err);
  return *found ? 1 : vn_raise(L, &err);
}

// rewired(partition, graph, seed) -> graph
static int draws_rewired(lua_State *L) {
  VnErr err;
  const VnPartition *p = vn_check_partition(L, 1);
  const VnGraph *g = vn_check_graph(L, 2);
  VnRandom random = vn_random((uint64_t)vn_check_integer(L, 3, "'seed'"), 0);
  VnGraph **rewired = vn_push_graph(L);
  *rewired = vn_rewire_within(g, p->of, &random, &err);
  return *rewired ? 1 : vn_raise(L, &err);
}

typedef VnPartition *OfEvents(const VnPartition *, const VnEvents *, int64_t,
                              const VnDraws *, VnErr *);

static int give_of_events(lua_State *L, OfEvents *find) {
  VnErr err;
  const VnPartition *p = vn_check_partition(L, 1);
  const VnEvents *events = vn_check_events(L, 2);
  int64_t top = vn_check_integer(L, 3, "'top'");
  VnDraws draws = check_draws(L, 4);
  VnPartition **found = vn_push_partition(L);
  *found = find(p, events, top, &draws, &err);
  return *found ? 1 : vn_raise(L, &err);
}

// resampled(partition, events, top, replicates, starts, seed) -> partition
static int draws_resampled(lua_State *L) {
  return give_of_events(L, vn_resampled);
}

// shuffled(partition, events, top, replicates, starts, seed) -> partition
static int draws_shuffled(lua_State *L) {
  return give_of_events(L, vn_shuffled);
}

// graph(events) -> graph
static int draws_graph(lua_State *L) {
  VnErr err;
  const VnEvents *events = vn_check_events(L, 1);
  VnGraph **g = vn_push_graph(L);
  *g = vn_project(events, NULL, NULL, &err);
  return *g ? 1 : vn_raise(L, &err);
}

static const VnEntry functions[] = {
    {"planted",   draws_planted,   NULL},
    {"rewired",   draws_rewired,   NULL},
    {"resampled", draws_resampled, NULL},
    {"shuffled",  draws_shuffled,  NULL},
    {"graph",     draws_graph,     NULL},
    {NULL,        NULL,            NULL},
};

int luaopen_vane_core_draws(lua_State *L) {
  return vn_open_functions(L, functions);
}
