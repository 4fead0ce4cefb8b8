#include "calc/graph/project.h"

#include "calc/linkage/pairs.h"
#include "data/memory.h"
#include "data/stop.h"

#define DOING "joining what goes together"


// ---- pairs of a group ----

typedef struct {
  const VnEvents *events;
  const uint32_t *times;
  int32_t *node;  // of each member, or -1
  int32_t *held;  // nodes of one group
} Projection;

static bool find_nodes(Projection *p, const VnNames *nodes, VnErr *err) {
  const VnNames *members = p->events->members;
  size_t n = vn_names_count(members);
  p->node = vn_alloc(n, sizeof *p->node);
  p->held = vn_alloc(n, sizeof *p->held);
  if (!p->node || !p->held) return vn_fail_memory(err, DOING);
  for (size_t i = 0; i < n; i++) {
    p->node[i] = nodes == members
                     ? (int32_t)i
                     : (int32_t)vn_names_find(nodes, vn_names_at(members, i));
  }
  return true;
}

static size_t nodes_of(const Projection *p, size_t group) {
  const VnEvents *e = p->events;
  size_t n = 0;
  for (uint64_t k = e->start[group]; k < e->start[group + 1]; k++) {
    int32_t node = p->node[e->member[k]];
    if (node >= 0) p->held[n++] = node;
  }
  return n;
}

static bool check_sizes(const Projection *p, VnErr *err) {
  const VnEvents *e = p->events;
  for (size_t g = 0; g < e->n_groups; g++) {
    if (e->start[g + 1] - e->start[g] <= VN_GROUP_MOST) continue;
    size_t n = nodes_of(p, g);
    if (n > VN_GROUP_MOST && (!p->times || p->times[g])) {
      return vn_fail(err,
                     DOING ": group %zu has %zu members, more than the %d "
                           "that are paired; leave such groups out",
                     g + 1, n, VN_GROUP_MOST);
    }
  }
  return !vn_stopped(err);
}

static size_t count_pairs(const Projection *p) {
  size_t n_pairs = 0;
  for (size_t g = 0; g < p->events->n_groups; g++) {
    size_t n = p->times[g] ? nodes_of(p, g) : 0;
    n_pairs += n * (n ? n - 1 : 0) / 2;
  }
  return n_pairs;
}

static bool list_pairs(const Projection *p, VnEdges *edges, VnErr *err) {
  for (size_t g = 0; g < p->events->n_groups; g++) {
    if ((g & 0xff) == 0 && vn_stopped(err)) return false;
    uint32_t times = p->times[g];
    size_t n = times ? nodes_of(p, g) : 0;
    for (size_t i = 0; i < n; i++) {
      for (size_t j = i + 1; j < n; j++) {
        vn_edges_add(edges, (size_t)p->held[i], (size_t)p->held[j], times);
      }
    }
  }
  return true;
}

// Where every group counts once, pairs are counted before they are edges.
static bool list_counts(const Projection *p, VnEdges *edges, VnErr *err) {
  VnPairCounts pairs = {0};
  bool done = vn_count_pairs(p->events, &pairs, err) &&
              vn_edges_new(edges, pairs.n, err);
  for (size_t k = 0; done && k < pairs.n; k++) {
    int32_t a = p->node[pairs.a[k]], b = p->node[pairs.b[k]];
    if (a >= 0 && b >= 0)
      vn_edges_add(edges, (size_t)a, (size_t)b, pairs.count[k]);
  }
  vn_pair_counts_free(&pairs);
  return done;
}

static bool list_edges(const Projection *p, VnEdges *edges, VnErr *err) {
  if (!p->times) return list_counts(p, edges, err);
  return vn_edges_new(edges, count_pairs(p), err) && list_pairs(p, edges, err);
}

static VnGraph *graph_of(const Projection *p, VnNames *nodes, VnErr *err) {
  VnEdges edges = {0};
  VnGraph *graph = NULL;
  if (check_sizes(p, err) && list_edges(p, &edges, err))
    graph = vn_graph_new(nodes, false, &edges, p->events->source, err);
  vn_edges_free(&edges);
  if (graph) graph->n_added = 0;  // every pair of every group is an edge
  return graph;
}

VnGraph *vn_project(const VnEvents *events, VnNames *nodes,
                    const uint32_t *times, VnErr *err) {
  Projection p = {.events = events, .times = times};
  if (!nodes) nodes = events->members;
  VnGraph *graph = find_nodes(&p, nodes, err) ? graph_of(&p, nodes, err) : NULL;
  vn_free(p.node);
  vn_free(p.held);
  return graph;
}
