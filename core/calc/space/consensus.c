#include "calc/space/consensus.h"

#include <stdlib.h>
#include <string.h>

#include "calc/space/detect.h"
#include "data/memory.h"
#include "data/stop.h"

#define DOING "consensus"
#define ROUNDS 10  // at most; two or three do
#define STARTS 20  // at most, of each later round


// ---- classes: nodes that are together in every run ----

typedef struct {
  size_t n_nodes, n_runs, n;  // n classes
  const VnNames *names;
  int32_t *told;  // run by run of each node, node after node
  size_t *nodes;  // sorted so that classes stand together
  int32_t *of;    // class of each node, or VN_APART
  size_t *first;  // of each class, its first node by name
  int64_t *size;
} Classes;

static void classes_free(Classes *c) {
  vn_free(c->told);
  vn_free(c->nodes);
  vn_free(c->of);
  vn_free(c->first);
  vn_free(c->size);
}

static bool classes_room(Classes *c) {
  size_t n = c->n_nodes;
  c->told = vn_alloc(n * c->n_runs, sizeof *c->told);
  c->nodes = vn_alloc(n, sizeof *c->nodes);
  c->of = vn_alloc(n, sizeof *c->of);
  c->first = vn_alloc(n, sizeof *c->first);
  c->size = vn_alloc(n, sizeof *c->size);
  return c->told && c->nodes && c->of && c->first && c->size;
}

static const int32_t *told_of(const Classes *c, size_t node) {
  return c->told + node * c->n_runs;
}

static int compare_told(const Classes *c, size_t a, size_t b) {
  return memcmp(told_of(c, a), told_of(c, b), c->n_runs * sizeof *c->told);
}

static int by_company(const void *x, const void *y, void *given) {
  const Classes *c = given;
  size_t a = *(const size_t *)x, b = *(const size_t *)y;
  int told = compare_told(c, a, b);
  return told ? told
              : strcmp(vn_names_at(c->names, a), vn_names_at(c->names, b));
}

static void find_classes(Classes *c, const int32_t *runs) {
  for (size_t i = 0; i < c->n_nodes; i++) {
    c->nodes[i] = i;
    for (size_t r = 0; r < c->n_runs; r++)
      c->told[i * c->n_runs + r] = runs[r * c->n_nodes + i];
  }
  qsort_r(c->nodes, c->n_nodes, sizeof *c->nodes, by_company, c);
  for (size_t k = 0; k < c->n_nodes; k++) {
    size_t node = c->nodes[k];
    c->of[node] = VN_APART;
    if (*told_of(c, node) == VN_APART) continue;
    if (c->n == 0 || compare_told(c, node, c->first[c->n - 1]) != 0)
      c->first[c->n++] = node;
    c->of[node] = (int32_t)c->n - 1;
    c->size[c->n - 1]++;
  }
}


// ---- the network of classes ----

static double share_together(const Classes *c, size_t a, size_t b) {
  const int32_t *x = told_of(c, c->first[a]), *y = told_of(c, c->first[b]);
  size_t together = 0;
  for (size_t r = 0; r < c->n_runs; r++) together += x[r] == y[r];
  return (double)together / (double)c->n_runs;
}

// Counts, or adds, the edges of class a to itself and to later ones, as if
// all their nodes were joined one by one, each also to itself.
static size_t join_class(const Classes *c, size_t a, double threshold,
                         VnEdges *edges) {
  double size = (double)c->size[a];
  size_t n = 1;
  if (edges) vn_edges_add(edges, a, a, size * size / 2);
  for (size_t b = a + 1; b < c->n; b++) {
    double share = share_together(c, a, b);
    if (share < threshold || share == 0) continue;
    if (edges) vn_edges_add(edges, a, b, share * size * (double)c->size[b]);
    n++;
  }
  return n;
}

static bool join_classes(const Classes *c, double threshold, VnEdges *edges,
                         VnErr *err) {
  size_t n = 0;
  for (size_t a = 0; a < c->n; a++) {
    if (vn_stopped(err)) return false;
    n += join_class(c, a, threshold, NULL);
  }
  if (!vn_edges_new(edges, n, err)) return false;
  for (size_t a = 0; a < c->n; a++) {
    if (vn_stopped(err)) return false;
    join_class(c, a, threshold, edges);
  }
  return true;
}

static VnNames *class_names(const Classes *c, VnErr *err) {
  const char **labels = vn_alloc(c->n, sizeof *labels);
  if (!labels) {
    vn_fail_memory(err, DOING);
    return NULL;
  }
  for (size_t k = 0; k < c->n; k++)
    labels[k] = vn_names_at(c->names, c->first[k]);
  VnNames *names = vn_names_new(labels, c->n, "node", err);
  vn_free(labels);
  return names;
}

static VnGraph *class_graph(const Classes *c, double threshold, VnErr *err) {
  VnEdges edges = {0};
  VnNames *names = class_names(c, err);
  VnGraph *g = NULL;
  if (names && join_classes(c, threshold, &edges, err))
    g = vn_graph_new(names, false, &edges, NULL, err);
  vn_edges_free(&edges);
  vn_names_free(names);
  return g;
}


// ---- rounds ----

typedef struct {
  const VnPartition *first;
  double threshold;
  size_t n_nodes, n_runs;
  const int32_t *runs;  // of this round
  int32_t *own;         // the same, where they are not those of `first`
} Rounds;

static bool agree(const Rounds *r) {
  for (size_t k = 1; k < r->n_runs; k++) {
    if (memcmp(r->runs, r->runs + k * r->n_nodes,
               r->n_nodes * sizeof *r->runs) != 0)
      return false;
  }
  return true;
}

static bool spread(Rounds *r, const Classes *c, const VnPartition *classes,
                   VnErr *err) {
  int32_t *runs = vn_alloc(classes->n_runs * r->n_nodes, sizeof *runs);
  if (!runs) return vn_fail_memory(err, DOING);
  for (size_t k = 0; k < classes->n_runs; k++) {
    const int32_t *from = classes->runs + k * c->n;
    int32_t *into = runs + k * r->n_nodes;
    for (size_t i = 0; i < r->n_nodes; i++)
      into[i] = c->of[i] == VN_APART ? VN_APART : from[c->of[i]];
  }
  vn_free(r->own);
  r->runs = r->own = runs;
  r->n_runs = classes->n_runs;
  return true;
}

static VnPartition *group_classes(const Rounds *r, const Classes *c,
                                  VnErr *err) {
  const VnPartition *p = r->first;
  VnGraph *g = class_graph(c, r->threshold, err);
  bool enough = (size_t)p->at_least <= c->n;
  VnPotts potts = {.at_least = enough ? p->at_least : 0,
                   .at_most = p->at_most,
                   .resolution = 1,
                   .starts = p->n_runs < STARTS ? (int64_t)p->n_runs : STARTS,
                   .seed = p->seed};
  VnPartition *classes = g ? vn_potts(g, &potts, err) : NULL;
  vn_graph_free(g);
  return classes;
}

static bool next_round(Rounds *r, VnErr *err) {
  Classes c = {
      .n_nodes = r->n_nodes, .n_runs = r->n_runs, .names = r->first->nodes};
  VnPartition *classes = NULL;
  if (classes_room(&c)) {
    find_classes(&c, r->runs);
    classes = group_classes(r, &c, err);
  } else {
    vn_fail_memory(err, DOING);
  }
  bool done = classes && spread(r, &c, classes, err);
  vn_partition_free(classes);
  classes_free(&c);
  return done;
}

VnPartition *vn_consensus(const VnPartition *p, const VnGraph *graph,
                          double threshold, VnErr *err) {
  if (p->n_runs == 0) {
    vn_fail(err, DOING ": a partition that was given has no runs");
    return NULL;
  }
  Rounds rounds = {p,         threshold, vn_names_count(p->nodes),
                   p->n_runs, p->runs,   NULL};
  bool done = true;
  for (int k = 0; done && k < ROUNDS && !agree(&rounds); k++)
    done = next_round(&rounds, err);
  VnPartition *consensus =
      done ? vn_partition_of_list(graph, rounds.runs, "consensus",
                                  p->resolution, err)
           : NULL;
  vn_free(rounds.own);
  return consensus;
}
