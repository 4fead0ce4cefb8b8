// vane.core.partition: communities of graphs, as Lua says them.
#include "bind/partition.h"

#include "bind/frame.h"
#include "bind/matrix.h"
#include "bind/modules.h"
#include "calc/space/change.h"
#include "calc/space/compare.h"
#include "calc/space/stability.h"
#include "data/partition/frame.h"

#define NOUN "partition"

VnPartition *vn_check_partition(lua_State *L, int arg) {
  return vn_check(L, arg, NOUN);
}

VnPartition **vn_push_partition(lua_State *L) {
  return (VnPartition **)vn_box(L, NOUN);
}

static int partition_free(lua_State *L) {
  void **box = lua_touserdata(L, 1);
  vn_partition_free(*box);
  *box = NULL;
  return 0;
}


// ---- comparing ----

// compare(a, b) -> nodes, vi, nmi, adjusted_rand
static int partition_compare(lua_State *L) {
  VnErr err;
  VnLikeness likeness;
  const VnPartition *a = vn_check_partition(L, 1);
  const VnPartition *b = vn_check_partition(L, 2);
  if (!vn_compare(a, b, &likeness, &err)) return vn_raise(L, &err);
  lua_pushinteger(L, (lua_Integer)likeness.n);
  lua_pushnumber(L, likeness.vi);
  lua_pushnumber(L, likeness.nmi);
  vn_push_value(L, likeness.rand);
  return 4;
}

// change(before, after, share) -> flows, before, after, movers
static int partition_change(lua_State *L) {
  VnErr err;
  VnChange change;
  const VnPartition *before = vn_check_partition(L, 1);
  const VnPartition *after = vn_check_partition(L, 2);
  double share = vn_check_number(L, 3, "'share'");
  VnFrame **flows = vn_push_frame(L), **earlier = vn_push_frame(L);
  VnFrame **later = vn_push_frame(L), **movers = vn_push_frame(L);
  if (!vn_change(before, after, share, &change, &err))
    return vn_raise_in(L, "changes", &err);
  *flows = change.flows, *earlier = change.before;
  *later = change.after, *movers = change.movers;
  return 4;
}


// ---- what the runs agree on ----

static int give_frame(lua_State *L,
                      VnFrame *(*make)(const VnPartition *, VnErr *)) {
  VnErr err;
  const VnPartition *p = vn_check_partition(L, 1);
  VnFrame **f = vn_push_frame(L);
  *f = make(p, &err);
  return *f ? 1 : vn_raise(L, &err);
}

static const char partition_stability_help[] =
    "p:stability() -> frame\n"
    "  How sure each node is of its community: node, community, stability,\n"
    "  the mean over all runs of how far its company is the same (nodes in\n"
    "  both companies over nodes in either; 1 for always the same).\n"
    "  Raises for a partition that was given: it has no runs.\n"
    "\n"
    "  > g = graph{ {\"a\", \"b\"}, {\"b\", \"c\"}, {\"c\", \"d\"} }\n"
    "  > g:potts():stability():get(1, \"stability\")\n"
    "  1.0\n";

static int partition_stability(lua_State *L) {
  return give_frame(L, vn_node_stability);
}

static const char partition_communities_help[] =
    "p:communities() -> frame\n"
    "  How sure each community is: community, size, stability, the mean over\n"
    "  all runs of its likeness (Jaccard) to the likest community of the run.\n"
    "  Below 0.5 it dissolves; from 0.75 up it is found again.\n"
    "  Raises for a partition that was given: it has no runs.\n"
    "  Source: Hennig 2007.\n"
    "\n"
    "  > g = graph{ {\"a\", \"b\"}, {\"b\", \"c\"}, {\"c\", \"d\"} }\n"
    "  > g:potts():communities():get(2, \"stability\")\n"
    "  1.0\n";

static int partition_communities(lua_State *L) {
  return give_frame(L, vn_community_stability);
}

static const char partition_numbers_help[] =
    "p:numbers() -> frame\n"
    "  The numbers of communities that were found: communities, runs (how\n"
    "  many found so many), quality (the best among those).\n"
    "  Raises for a partition that was given: it has no runs.\n"
    "\n"
    "  > g = graph{ {\"a\", \"b\"}, {\"b\", \"c\"}, {\"c\", \"d\"} }\n"
    "  > g:potts{ starts = 4 }:numbers():get(1, \"runs\")\n"
    "  4\n";

static int partition_numbers(lua_State *L) {
  return give_frame(L, vn_numbers_found);
}

static const char partition_between_runs_help[] =
    "p:between_runs() -> frame\n"
    "  How alike the runs are, each pair of them: a, b, and vi, nmi,\n"
    "  adjusted_rand as in p:compare().\n"
    "  Raises for a partition that was given: it has no runs.\n"
    "\n"
    "  > g = graph{ {\"a\", \"b\"}, {\"b\", \"c\"}, {\"c\", \"d\"} }\n"
    "  > g:potts{ starts = 2 }:between_runs():get(1, \"vi\")\n"
    "  0.0\n";

static int partition_between_runs(lua_State *L) {
  return give_frame(L, vn_between_runs);
}

static const char partition_together_help[] =
    "p:together() -> matrix\n"
    "  In what share of the runs the nodes of row and column are in one\n"
    "  community; 1 on the diagonal.\n"
    "  Raises for a partition that was given: it has no runs.\n"
    "\n"
    "  > g = graph{ {\"a\", \"b\"}, {\"b\", \"c\"}, {\"c\", \"d\"} }\n"
    "  > g:potts():together():get(\"a\", \"d\")\n"
    "  0.0\n";

static int partition_together(lua_State *L) {
  VnErr err;
  const VnPartition *p = vn_check_partition(L, 1);
  VnMatrix **m = vn_push_matrix(L);
  *m = vn_together(p, &err);
  return *m ? 1 : vn_raise(L, &err);
}


// ---- fields ----

static int give_count(lua_State *L, size_t count) {
  lua_pushinteger(L, (lua_Integer)count);
  return 1;
}

static int give_number(lua_State *L, double number) {
  vn_push_value(L, number);
  return 1;
}

static int partition_membership(lua_State *L) {
  return give_frame(L, vn_partition_membership);
}

static int partition_sizes(lua_State *L) {
  return give_frame(L, vn_partition_sizes);
}

static int partition_runs(lua_State *L) {
  return give_frame(L, vn_partition_runs);
}

static int partition_n_nodes(lua_State *L) {
  return give_count(L, vn_names_count(vn_check_partition(L, 1)->nodes));
}

static int partition_n_communities(lua_State *L) {
  return give_count(L, (size_t)vn_check_partition(L, 1)->n_communities);
}

static int partition_n_apart(lua_State *L) {
  return give_count(L, vn_check_partition(L, 1)->n_apart);
}

static int partition_n_runs(lua_State *L) {
  return give_count(L, vn_check_partition(L, 1)->n_runs);
}

static int partition_n_best(lua_State *L) {
  return give_count(L, vn_partition_n_best(vn_check_partition(L, 1)));
}

static int partition_modularity(lua_State *L) {
  return give_number(L, vn_check_partition(L, 1)->modularity);
}

static int partition_energy(lua_State *L) {
  return give_number(L, vn_check_partition(L, 1)->energy);
}

static int partition_codelength(lua_State *L) {
  return give_number(L, vn_check_partition(L, 1)->codelength);
}

static int partition_resolution(lua_State *L) {
  return give_number(L, vn_check_partition(L, 1)->resolution);
}

static int partition_free_modularity(lua_State *L) {
  return give_number(L, vn_check_partition(L, 1)->free);
}

static int partition_gap(lua_State *L) {
  return give_number(L, vn_partition_gap(vn_check_partition(L, 1)));
}

static int partition_method(lua_State *L) {
  lua_pushstring(L, vn_check_partition(L, 1)->method);
  return 1;
}

static int partition_seed(lua_State *L) {
  const VnPartition *p = vn_check_partition(L, 1);
  if (p->n_runs == 0) return 0;
  lua_pushinteger(L, (lua_Integer)p->seed);
  return 1;
}

static int partition_source(lua_State *L) {
  lua_pushstring(L, vn_check_partition(L, 1)->source);
  return 1;
}

static const VnEntry functions[] = {
    {NULL, NULL, NULL},
};

static const VnEntry methods[] = {
    {"stability",    partition_stability,    partition_stability_help   },
    {"communities",  partition_communities,  partition_communities_help },
    {"numbers",      partition_numbers,      partition_numbers_help     },
    {"between_runs", partition_between_runs, partition_between_runs_help},
    {"together",     partition_together,     partition_together_help    },
    {NULL,           NULL,                   NULL                       },
};

// What lua/vane/data/partition/compare.lua says with named options.
static const VnEntry native[] = {
    {"compare", partition_compare, NULL},
    {"change",  partition_change,  NULL},
    {NULL,      NULL,              NULL},
};

static const VnEntry fields[] = {
    {"membership",      partition_membership,
     "node and community, 1 for the largest; na for a node without edges"                        },
    {"sizes",           partition_sizes,           "community and size"                          },
    {"n_nodes",         partition_n_nodes,         "how many nodes"                              },
    {"n_communities",   partition_n_communities,   "how many communities"                        },
    {"n_apart",         partition_n_apart,
     "how many nodes have no edges and so no community"                                          },
    {"modularity",      partition_modularity,      "modularity, at its resolution"               },
    {"energy",          partition_energy,
     "of the Potts model: - modularity times the weight of all edges"                            },
    {"codelength",      partition_codelength,
     "the two-level map equation, in bits per step"                                              },
    {"resolution",      partition_resolution,
     "how much weight modularity gives to what is expected"                                      },
    {"free_modularity", partition_free_modularity,
     "the modularity of any number of communities, or na"                                        },
    {"gap",             partition_gap,
     "what the wanted number of communities costs in modularity, or na"                          },
    {"method",          partition_method,          "how it was found"                            },
    {"seed",            partition_seed,            "of its random numbers, or nil"               },
    {"n_runs",          partition_n_runs,          "how many runs there were"                    },
    {"n_best",          partition_n_best,          "how many were as good as it"                 },
    {"runs",            partition_runs,            "each run's quality and number of communities"},
    {"source",          partition_source,          "where the edges came from, or nil"           },
    {NULL,              NULL,                      NULL                                          },
};

int luaopen_vane_core_partition(lua_State *L) {
  vn_open_noun(L, &(VnNoun){NOUN, functions, methods, fields, partition_free});
  vn_open_functions(L, native);
  lua_setfield(L, -2, "native");
  return 1;
}
