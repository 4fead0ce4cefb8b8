#include "calc/graph/compare.h"

#include <math.h>
#include <string.h>

#include "data/graph/frame.h"
#include "data/matrix/frame.h"
#include "data/memory.h"
#include "data/stop.h"

#define DOING "compare"

// All edges that either has, in the order of the nodes of both.
typedef struct {
  VnNames *nodes;
  VnGraph *graphs[2];  // of all the nodes
  size_t n;
  int32_t *from, *to;
  double *weights[2];  // before and after
} Union;

static void union_free(Union *u) {
  vn_names_free(u->nodes);
  vn_graph_free(u->graphs[0]);
  vn_graph_free(u->graphs[1]);
  vn_free(u->from);
  vn_free(u->to);
  vn_free(u->weights[0]);
  vn_free(u->weights[1]);
}

// Those of the first, then what only the second has.
static VnNames *all_nodes(const VnGraph *a, const VnGraph *b, VnErr *err) {
  const char **labels = vn_alloc(a->n_nodes + b->n_nodes, sizeof *labels);
  if (!labels) {
    vn_fail_memory(err, DOING);
    return NULL;
  }
  size_t n = 0;
  for (size_t i = 0; i < a->n_nodes; i++)
    labels[n++] = vn_names_at(a->nodes, i);
  for (size_t i = 0; i < b->n_nodes; i++) {
    const char *label = vn_names_at(b->nodes, i);
    if (vn_names_find(a->nodes, label) < 0) labels[n++] = label;
  }
  VnNames *names = vn_names_new(labels, n, "node", err);
  vn_free(labels);
  return names;
}

static VnGraph *over_all(const VnGraph *g, VnNames *nodes, VnErr *err) {
  VnEdges edges;
  size_t *places = vn_names_places(nodes, g->nodes, "node", err);
  if (!places) return NULL;
  VnGraph *over = NULL;
  if (vn_edges_new(&edges, g->n_edges, err)) {
    for (size_t i = 0; i < g->n_edges; i++) {
      vn_edges_add(&edges, places[g->from[i]], places[g->to[i]], g->weight[i]);
    }
    over = vn_graph_new(nodes, g->directed, &edges, g->source, err);
    vn_edges_free(&edges);
  }
  vn_free(places);
  return over;
}

static bool union_room(Union *u, size_t n) {
  u->from = vn_alloc(n, sizeof *u->from);
  u->to = vn_alloc(n, sizeof *u->to);
  u->weights[0] = vn_alloc(n, sizeof(double));
  u->weights[1] = vn_alloc(n, sizeof(double));
  return u->from && u->to && u->weights[0] && u->weights[1];
}

// Below 0: the edge of a comes first; 0: both are of the same nodes.
static int order(const VnGraph *a, size_t i, const VnGraph *b, size_t j) {
  if (i == a->n_edges || j == b->n_edges) return i == a->n_edges ? 1 : -1;
  if (a->from[i] != b->from[j]) return a->from[i] < b->from[j] ? -1 : 1;
  return (a->to[i] > b->to[j]) - (a->to[i] < b->to[j]);
}

static bool merge(Union *u, VnErr *err) {
  const VnGraph *a = u->graphs[0], *b = u->graphs[1];
  if (!union_room(u, a->n_edges + b->n_edges)) {
    return vn_fail_memory(err, DOING);
  }
  for (size_t i = 0, j = 0; i < a->n_edges || j < b->n_edges; u->n++) {
    if ((u->n & VN_STOP_EVERY) == 0 && vn_stopped(err)) return false;
    int first = order(a, i, b, j);
    u->from[u->n] = first <= 0 ? a->from[i] : b->from[j];
    u->to[u->n] = first <= 0 ? a->to[i] : b->to[j];
    u->weights[0][u->n] = first <= 0 ? a->weight[i++] : 0;
    u->weights[1][u->n] = first >= 0 ? b->weight[j++] : 0;
  }
  return true;
}

static bool unite(const VnGraph *a, const VnGraph *b, Union *u, VnErr *err) {
  return !vn_stopped(err) && (u->nodes = all_nodes(a, b, err)) &&
         (u->graphs[0] = over_all(a, u->nodes, err)) &&
         (u->graphs[1] = over_all(b, u->nodes, err)) && merge(u, err);
}


// ---- edges ----

static const char *word_of(double before, double after) {
  if (before == 0) return "gained";
  if (after == 0) return "lost";
  if (before == after) return "same";
  return after > before ? "stronger" : "weaker";
}

static VnColumn *words_of(const Union *u) {
  VnColumn *column = vn_column_new(VN_TEXT, u->n);
  VnDictBuilder *builder = vn_dict_builder_new();
  bool enough = column && builder;
  for (size_t i = 0; enough && i < u->n; i++) {
    const char *word = word_of(u->weights[0][i], u->weights[1][i]);
    column->text[i] = vn_dict_builder_add(builder, word, strlen(word));
    enough = column->text[i] >= 0;
  }
  if (enough) {
    column->dict = vn_dict_builder_finish(builder, column->text, column->n);
    enough = column->dict != NULL;
  }
  vn_dict_builder_free(builder);
  if (enough) return column;
  vn_column_free(column);
  return NULL;
}

static VnFrame *tell_edges(const Union *u, VnErr *err) {
  static const char *const labels[] = {"from",  "to",         "before",
                                       "after", "difference", "change"};
  VnColumn *columns[] = {vn_column_of_places(u->nodes, u->from, u->n),
                         vn_column_of_places(u->nodes, u->to, u->n),
                         vn_column_new(VN_NUMBER, u->n),
                         vn_column_new(VN_NUMBER, u->n),
                         vn_column_new(VN_NUMBER, u->n),
                         words_of(u)};
  bool enough = columns[2] && columns[3] && columns[4];
  for (size_t i = 0; enough && i < u->n; i++) {
    columns[2]->number[i] = u->weights[0][i];
    columns[3]->number[i] = u->weights[1][i];
    columns[4]->number[i] = u->weights[1][i] - u->weights[0][i];
  }
  return vn_frame_of(labels, columns, 6, u->n, NULL, err);
}


// ---- nodes ----

enum { GAINED, LOST, KEPT };

static int fate_of(const Union *u, size_t i) {
  if (u->weights[0][i] == 0) return GAINED;
  return u->weights[1][i] == 0 ? LOST : KEPT;
}

static void add_end(const Union *u, size_t i, int32_t node, VnColumn *counts[3],
                    VnColumn *strengths[2]) {
  counts[fate_of(u, i)]->integer[node]++;
  strengths[0]->number[node] += u->weights[0][i];
  strengths[1]->number[node] += u->weights[1][i];
}

static void fill_nodes(const Union *u, VnColumn *columns[6]) {
  for (size_t i = 0; i < u->n; i++) {
    add_end(u, i, u->from[i], columns, columns + 4);
    add_end(u, i, u->to[i], columns, columns + 4);
  }
  for (size_t k = 0; k < columns[0]->n; k++) {
    double kept = (double)columns[KEPT]->integer[k];
    double all = kept + (double)(columns[GAINED]->integer[k] +
                                 columns[LOST]->integer[k]);
    columns[3]->number[k] = all > 0 ? kept / all : VN_NO_NUMBER;
  }
}

static VnFrame *tell_nodes(const Union *u, VnErr *err) {
  static const char *const labels[] = {"gained",  "lost",   "kept",
                                       "overlap", "before", "after"};
  size_t n = vn_names_count(u->nodes);
  VnColumn *columns[6];
  bool enough = true;
  for (int k = 0; k < 6; k++) {
    columns[k] = vn_column_new(k < 3 ? VN_INTEGER : VN_NUMBER, n);
    enough = enough && columns[k];
  }
  if (enough) fill_nodes(u, columns);
  return vn_graph_node_frame(u->graphs[1], labels, columns, 6, err);
}


// ---- all together ----

static void count(const Union *u, VnGraphChange *change) {
  double least = 0, most = 0;
  size_t n[3] = {0, 0, 0};
  for (size_t i = 0; i < u->n; i++) {
    n[fate_of(u, i)]++;
    least += fmin(u->weights[0][i], u->weights[1][i]);
    most += fmax(u->weights[0][i], u->weights[1][i]);
  }
  change->n_gained = n[GAINED], change->n_lost = n[LOST];
  change->n_kept = n[KEPT];
  change->jaccard = u->n ? (double)n[KEPT] / (double)u->n : VN_NO_NUMBER;
  change->weighted = u->n ? least / most : VN_NO_NUMBER;
}

bool vn_graph_compare(const VnGraph *before, const VnGraph *after,
                      VnGraphChange *change, VnErr *err) {
  *change = (VnGraphChange){0};
  if (before->directed != after->directed) {
    return vn_fail(err, "compare: only one of the two graphs has directions; "
                        "take its g:undirected() first");
  }
  Union u = {0};
  bool done = unite(before, after, &u, err) &&
              (change->edges = tell_edges(&u, err)) &&
              (change->nodes = tell_nodes(&u, err));
  if (done) count(&u, change);
  union_free(&u);
  if (done) return true;
  vn_frame_free(change->edges);
  *change = (VnGraphChange){0};
  return false;
}
