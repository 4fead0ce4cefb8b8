#include "calc/space/cohesion.h"

#include "calc/space/compare.h"
#include "data/memory.h"
#include "data/stop.h"

typedef enum {
  COMMUNITY,
  SIZE,
  EDGES,
  INSIDE,
  OUTSIDE,
  DENSITY,
  COHESION,
  SHARE,
  N
} Column;

static bool columns_new(size_t n, VnColumn **columns) {
  bool whole = true;
  for (int c = 0; c < N; c++) {
    columns[c] = vn_column_new(c <= EDGES ? VN_INTEGER : VN_NUMBER, n);
    whole = whole && columns[c];
  }
  return whole;
}

// Nodes that are apart may have ties in another graph; these leave.
static void add_edge(const int32_t *of, const VnGraph *g, size_t e,
                     VnColumn **columns) {
  int32_t a = of[g->from[e]], b = of[g->to[e]];
  double weight = g->weight[e];
  if (a == b && a != VN_APART) {
    columns[EDGES]->integer[a] += g->from[e] != g->to[e];
    columns[INSIDE]->number[a] += weight;
    return;
  }
  if (a != VN_APART) columns[OUTSIDE]->number[a] += weight;
  if (b != VN_APART) columns[OUTSIDE]->number[b] += weight;
}

static bool add_edges(const int32_t *of, const VnGraph *g, VnColumn **columns,
                      double *total, VnErr *err) {
  for (size_t e = 0; e < g->n_edges; e++) {
    if ((e & VN_STOP_EVERY) == 0 && vn_stopped(err)) return false;
    add_edge(of, g, e, columns);
    *total += 2 * g->weight[e];
  }
  for (size_t i = 0; i < g->n_nodes; i++) {
    if (of[i] != VN_APART) columns[SIZE]->integer[of[i]]++;
  }
  return true;
}

static void sum_up(const VnPartition *p, double total, size_t c,
                   VnColumn **columns) {
  double size = (double)columns[SIZE]->integer[c];
  double inner = 2 * columns[INSIDE]->number[c];
  double strength = inner + columns[OUTSIDE]->number[c];
  double share = strength / total;
  columns[COMMUNITY]->integer[c] = (int64_t)c + 1;
  columns[DENSITY]->number[c] =
      size < 2 ? VN_NO_NUMBER
               : (double)columns[EDGES]->integer[c] / (size * (size - 1) / 2);
  columns[COHESION]->number[c] = strength > 0 ? inner / strength : VN_NO_NUMBER;
  columns[SHARE]->number[c] =
      total > 0 ? inner / total - p->resolution * share * share : VN_NO_NUMBER;
}

static bool fill(const VnPartition *p, const VnGraph *g, VnColumn **columns,
                 VnErr *err) {
  int32_t *of = vn_communities_of(p, g->nodes, err);
  double total = 0;
  bool done = of && add_edges(of, g, columns, &total, err);
  vn_free(of);
  for (size_t c = 0; done && c < (size_t)p->n_communities; c++)
    sum_up(p, total, c, columns);
  return done;
}

VnFrame *vn_cohesion(const VnPartition *p, const VnGraph *g, VnErr *err) {
  static const char *const labels[] = {"community", "size",      "edges",
                                       "inside",    "outside",   "density",
                                       "cohesion",  "modularity"};
  size_t n = (size_t)p->n_communities;
  VnColumn *columns[N];
  if (!columns_new(n, columns) || fill(p, g, columns, err))
    return vn_frame_of(labels, columns, N, n, g->source, err);
  for (int c = 0; c < N; c++) vn_column_free(columns[c]);
  return NULL;
}
