#include "calc/graph/centre.h"

#include "data/graph/frame.h"
#include "data/stop.h"

// ---- degree and strength ----

static bool count(const VnGraph *g, VnColumn *out, VnColumn *in, VnErr *err) {
  for (size_t i = 0; i < g->n_edges; i++) {
    if ((i & VN_STOP_EVERY) == 0 && vn_stopped(err)) return false;
    out->integer[g->from[i]]++;
    in->integer[g->to[i]]++;
  }
  return true;
}

static bool add_weights(const VnGraph *g, VnColumn *out, VnColumn *in,
                        VnErr *err) {
  for (size_t i = 0; i < g->n_edges; i++) {
    if ((i & VN_STOP_EVERY) == 0 && vn_stopped(err)) return false;
    out->number[g->from[i]] += g->weight[i];
    in->number[g->to[i]] += g->weight[i];
  }
  return true;
}

static void add_up(VnColumn *sum, const VnColumn *out, const VnColumn *in) {
  for (size_t i = 0; i < sum->n; i++) {
    if (sum->type == VN_INTEGER) {
      sum->integer[i] = out->integer[i] + in->integer[i];
    } else {
      sum->number[i] = out->number[i] + in->number[i];
    }
  }
}

// Fills "out" and "in", which are one column where edges have no direction.
static bool fill(const VnGraph *g, VnColumn *out, VnColumn *in, VnErr *err) {
  return out->type == VN_INTEGER ? count(g, out, in, err)
                                 : add_weights(g, out, in, err);
}

static VnFrame *both_ways(const VnGraph *g, VnType type,
                          const char *const names[3], VnErr *err) {
  VnColumn *all[] = {vn_column_new(type, g->n_nodes),
                     vn_column_new(type, g->n_nodes),
                     vn_column_new(type, g->n_nodes)};
  bool enough = all[0] && all[1] && all[2];
  if (enough && !fill(g, all[1], all[2], err)) {
    for (int i = 0; i < 3; i++) vn_column_free(all[i]);
    return NULL;
  }
  if (enough) add_up(all[0], all[1], all[2]);
  return vn_graph_node_frame(g, names, all, 3, err);
}

static VnFrame *one_way(const VnGraph *g, VnType type, const char *name,
                        VnErr *err) {
  VnColumn *sum = vn_column_new(type, g->n_nodes);
  if (sum && !fill(g, sum, sum, err)) {
    vn_column_free(sum);
    return NULL;
  }
  return vn_graph_node_frame(g, &name, &sum, 1, err);
}

VnFrame *vn_degree(const VnGraph *g, VnErr *err) {
  static const char *const names[] = {"degree", "degree_out", "degree_in"};
  return g->directed ? both_ways(g, VN_INTEGER, names, err)
                     : one_way(g, VN_INTEGER, names[0], err);
}

VnFrame *vn_strength(const VnGraph *g, VnErr *err) {
  static const char *const names[] = {"strength", "strength_out",
                                      "strength_in"};
  return g->directed ? both_ways(g, VN_NUMBER, names, err)
                     : one_way(g, VN_NUMBER, names[0], err);
}
