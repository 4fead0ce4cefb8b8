// vane.core.detect: communities of a graph, found by our own searches or told,
// for the methods that lua/vane/data/partition.lua and its parts make of
// them; their help stands there.
#include "calc/space/detect.h"

#include "bind/events.h"
#include "bind/frame.h"
#include "bind/graph.h"
#include "bind/modules.h"
#include "bind/partition.h"
#include "calc/space/consensus.h"
#include "calc/space/null.h"


// ---- in a graph ----

// potts(graph, at_least, at_most, resolution, starts, seed, annealing,
//       patience)
static int detect_potts(lua_State *L) {
  VnErr err;
  const VnGraph *g = vn_check_graph(L, 1);
  VnPotts potts = {
      .at_least = vn_check_integer(L, 2, "'exactly'"),
      .at_most = vn_check_integer(L, 3, "'at_most'"),
      .resolution = vn_check_number(L, 4, "'resolution'"),
      .starts = vn_check_integer(L, 5, "'starts'"),
      .seed = (uint64_t)vn_check_integer(L, 6, "'seed'"),
      .annealing = lua_toboolean(L, 7),
      .patience = vn_check_integer(L, 8, "'patience'"),
      .workers = (size_t)luaL_optinteger(L, 9, 0),
  };
  VnPartition **p = vn_push_partition(L);
  *p = vn_potts(g, &potts, &err);
  return *p ? 1 : vn_raise(L, &err);
}

// mapequation(graph, trials, seed, patience)
static int detect_mapequation(lua_State *L) {
  VnErr err;
  const VnGraph *g = vn_check_graph(L, 1);
  VnMapEquation map = {
      .trials = vn_check_integer(L, 2, "'trials'"),
      .seed = (uint64_t)vn_check_integer(L, 3, "'seed'"),
      .patience = vn_check_integer(L, 4, "'patience'"),
      .workers = (size_t)luaL_optinteger(L, 5, 0),
  };
  VnPartition **p = vn_push_partition(L);
  *p = vn_mapequation(g, &map, &err);
  return *p ? 1 : vn_raise(L, &err);
}

// given(graph, frame, node, community, resolution, method or nil)
static int detect_given(lua_State *L) {
  VnErr err;
  const VnGraph *g = vn_check_graph(L, 1);
  const VnFrame *f = vn_check_frame(L, 2);
  const char *node = vn_check_text(L, 3, "'node'");
  const char *community = vn_check_text(L, 4, "'community'");
  double resolution = vn_check_number(L, 5, "'resolution'");
  const char *method = lua_isnoneornil(L, 6) ? NULL : lua_tostring(L, 6);
  VnPartition **p = vn_push_partition(L);
  *p = vn_partition_of_frame(g, f, node, community, method, resolution, &err);
  return *p ? 1 : vn_raise(L, &err);
}


// ---- from a partition ----

// run(partition, graph, run)
static int detect_run(lua_State *L) {
  VnErr err;
  const VnPartition *p = vn_check_partition(L, 1);
  const VnGraph *g = vn_check_graph(L, 2);
  lua_Integer run = vn_check_integer(L, 3, "the run");
  VnPartition **one = vn_push_partition(L);
  *one = vn_partition_of_run(p, g, run, &err);
  return *one ? 1 : vn_raise(L, &err);
}

// consensus(partition, graph, threshold)
static int detect_consensus(lua_State *L) {
  VnErr err;
  const VnPartition *p = vn_check_partition(L, 1);
  const VnGraph *g = vn_check_graph(L, 2);
  double threshold = vn_check_number(L, 3, "'threshold'");
  VnPartition **consensus = vn_push_partition(L);
  *consensus = vn_consensus(p, g, threshold, &err);
  return *consensus ? 1 : vn_raise(L, &err);
}

// null(partition, graph, replicates, starts, seed, events or nil, within, top)
//   -> replicates, observed, mean, sd, z, p
static int detect_null(lua_State *L) {
  VnErr err;
  VnNull null;
  const VnPartition *p = vn_check_partition(L, 1);
  const VnGraph *g = vn_check_graph(L, 2);
  VnNullModel model = {
      .replicates = vn_check_integer(L, 3, "'replicates'"),
      .starts = vn_check_integer(L, 4, "'starts'"),
      .seed = (uint64_t)vn_check_integer(L, 5, "'seed'"),
      .events = lua_isnoneornil(L, 6) ? NULL : vn_check_events(L, 6),
      .within = lua_toboolean(L, 7),
      .top = luaL_optinteger(L, 8, 0),
  };
  VnFrame **replicates = vn_push_frame(L);
  if (!vn_null(p, g, &model, &null, &err)) return vn_raise(L, &err);
  *replicates = null.replicates;
  vn_push_value(L, null.observed);
  vn_push_value(L, null.mean);
  vn_push_value(L, null.sd);
  vn_push_value(L, null.z);
  vn_push_value(L, null.p);
  return 6;
}

static const VnEntry functions[] = {
    {"potts",       detect_potts,       NULL},
    {"mapequation", detect_mapequation, NULL},
    {"given",       detect_given,       NULL},
    {"run",         detect_run,         NULL},
    {"consensus",   detect_consensus,   NULL},
    {"null",        detect_null,        NULL},
    {NULL,          NULL,               NULL},
};

int luaopen_vane_core_detect(lua_State *L) {
  return vn_open_functions(L, functions);
}
