#include "calc/graph/component.h"

#include <stdlib.h>

#include "data/graph/frame.h"
#include "data/memory.h"
#include "data/stop.h"


// ---- groups, numbered the largest first ----

typedef struct {
  size_t size, first, old;
} Group;

static int larger_first(const void *a, const void *b) {
  const Group *x = a, *y = b;
  if (x->size != y->size) return x->size > y->size ? -1 : 1;
  return (x->first > y->first) - (x->first < y->first);
}

// Counts each group, `of` giving any numbers from 0 below n_nodes.
static size_t measure(const int64_t *of, size_t n_nodes, Group *groups) {
  size_t n = 0;
  for (size_t i = 0; i < n_nodes; i++) {
    Group *group = &groups[of[i]];
    if (group->size++ > 0) continue;
    group->first = i;
    group->old = (size_t)of[i];
    n++;
  }
  return n;
}

static bool renumber(int64_t *of, size_t n_nodes) {
  Group *groups = vn_alloc(n_nodes, sizeof *groups);
  int64_t *names = vn_alloc(n_nodes, sizeof *names);
  bool enough = groups && names;
  if (enough) {
    size_t n = measure(of, n_nodes, groups);
    qsort(groups, n_nodes, sizeof *groups, larger_first);
    for (size_t k = 0; k < n; k++) names[groups[k].old] = (int64_t)k + 1;
    for (size_t i = 0; i < n_nodes; i++) of[i] = names[of[i]];
  }
  vn_free(groups);
  vn_free(names);
  return enough;
}

VnFrame *vn_group_frame(const VnGraph *g, const char *name, VnColumn *column,
                        VnErr *err) {
  if (column && !renumber(column->integer, g->n_nodes)) {
    vn_column_free(column);
    column = NULL;
  }
  return vn_graph_node_frame(g, &name, &column, 1, err);
}


// ---- components ----

// The root of a node; the path to it is halved on the way.
static int64_t root_of(int64_t *parents, int64_t node) {
  while (parents[node] != node) {
    parents[node] = parents[parents[node]];
    node = parents[node];
  }
  return node;
}

static bool join_ends(const VnGraph *g, int64_t *parents, VnErr *err) {
  for (size_t i = 0; i < g->n_nodes; i++) parents[i] = (int64_t)i;
  for (size_t i = 0; i < g->n_edges; i++) {
    if ((i & VN_STOP_EVERY) == 0 && vn_stopped(err)) return false;
    int64_t a = root_of(parents, g->from[i]);
    int64_t b = root_of(parents, g->to[i]);
    parents[a > b ? a : b] = a > b ? b : a;
  }
  for (size_t i = 0; i < g->n_nodes; i++) {
    parents[i] = root_of(parents, (int64_t)i);
  }
  return true;
}

VnFrame *vn_components(const VnGraph *g, VnErr *err) {
  VnColumn *column = vn_column_new(VN_INTEGER, g->n_nodes);
  if (column && !join_ends(g, column->integer, err)) {
    vn_column_free(column);
    return NULL;
  }
  return vn_group_frame(g, "component", column, err);
}

int64_t vn_n_components(const VnGraph *g, VnErr *err) {
  int64_t *parents = vn_alloc(g->n_nodes, sizeof *parents), n = 0;
  if (!parents) {
    vn_fail_memory(err, "components");
    return -1;
  }
  bool joined = join_ends(g, parents, err);
  for (size_t i = 0; i < g->n_nodes; i++) n += parents[i] == (int64_t)i;
  vn_free(parents);
  return joined ? n : -1;
}
