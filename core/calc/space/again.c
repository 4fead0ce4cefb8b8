#include "calc/space/again.h"

#include <math.h>
#include <string.h>

#include "calc/space/compare.h"
#include "calc/space/detect.h"
#include "calc/pool.h"
#include "data/memory.h"

double vn_partition_worth(const VnPartition *p) {
  return p->shorter ? p->entropy - p->codelength : p->modularity;
}

// How many nodes have edges; -1: no memory.
static int32_t count_tied(const VnGraph *g, VnErr *err) {
  bool *tied = vn_alloc(g->n_nodes, sizeof *tied);
  if (!tied) {
    vn_fail_memory(err, "finding communities again");
    return -1;
  }
  for (size_t e = 0; e < g->n_edges; e++)
    tied[g->from[e]] = tied[g->to[e]] = true;
  int32_t n = 0;
  for (size_t i = 0; i < g->n_nodes; i++) n += tied[i];
  vn_free(tied);
  return n;
}

// Where nobody is joined to anybody, all are apart.
static VnPartition *nothing(const VnPartition *p, const VnGraph *g,
                            VnErr *err) {
  VnPartition *none = vn_partition_new(g->nodes, p->method, g->source, 1, err);
  if (!none) return NULL;
  none->shorter = p->shorter;
  vn_partition_run(none, 0);
  return none;
}

VnPartition *vn_find_again(const VnPartition *p, const VnGraph *g,
                           int64_t starts, VnErr *err) {
  int64_t n_starts = starts ? starts : (int64_t)p->n_runs;
  if (p->n_runs == 0) {
    vn_fail(err, "a partition that was given was not found by a search that "
                 "could be done again");
    return NULL;
  }
  if (g->n_edges == 0) return nothing(p, g, err);
  if (p->shorter) {
    VnMapEquation map = {.trials = n_starts,
                         .patience = p->patience,
                         .seed = p->seed,
                         .workers = 1};
    return vn_mapequation(g, &map, err);
  }
  int32_t n_tied = count_tied(g, err);
  if (n_tied < 0) return NULL;
  VnPotts potts = {.at_least = p->at_least < n_tied ? p->at_least : n_tied,
                   .at_most = p->at_most,
                   .resolution = p->resolution,
                   .starts = n_starts,
                   .patience = p->patience,
                   .seed = p->seed,
                   .annealing = p->annealed,
                   .without_free = true,
                   .workers = 1};
  return vn_potts(g, &potts, err);
}


// ---- in many graphs ----

typedef struct {
  const VnPartition *p;
  int64_t starts;
  VnDraw *draw;
  void *given;
  VnPartition *into;
} Others;

static bool keep(VnPartition *into, size_t k, const VnPartition *found,
                 VnErr *err) {
  size_t n = vn_names_count(into->nodes);
  int32_t *of = vn_communities_of(found, into->nodes, err);
  if (!of) return false;
  int32_t *run = vn_partition_run(into, k);
  memcpy(run, of, n * sizeof *of);
  vn_free(of);
  into->quality[k] = found->shorter ? found->codelength : found->modularity;
  into->counts[k] = vn_partition_number(into->nodes, run, err);
  return into->counts[k] >= 0;
}

static bool find_in_one(void *given, size_t k, VnErr *err) {
  const Others *others = given;
  VnGraph *graph = others->draw(others->given, k, err);
  VnPartition *found =
      graph ? vn_find_again(others->p, graph, others->starts, err) : NULL;
  bool done = found && keep(others->into, k, found, err);
  vn_graph_free(graph);
  vn_partition_free(found);
  return done;
}

static void take_over(VnPartition *into, const VnPartition *p) {
  memcpy(into->of, p->of, vn_names_count(p->nodes) * sizeof *p->of);
  into->n_communities = p->n_communities;
  into->n_apart = p->n_apart;
  into->modularity = p->modularity;
  into->energy = p->energy;
  into->resolution = p->resolution;
  into->codelength = p->codelength;
  into->entropy = p->entropy;
  into->seed = p->seed;
  into->shorter = p->shorter;
}

static void choose_best(VnPartition *p) {
  double sign = p->shorter ? -1 : 1;
  for (size_t k = 1; k < p->n_runs; k++) {
    if (sign * p->quality[k] > sign * p->quality[p->best]) p->best = k;
  }
}

VnPartition *vn_find_in_others(const VnPartition *p, size_t n, int64_t starts,
                               VnDraw *draw, void *given, const char *method,
                               VnErr *err) {
  VnPartition *into = vn_partition_new(p->nodes, method, p->source, n, err);
  if (!into) return NULL;
  take_over(into, p);
  Others others = {p, starts, draw, given, into};
  if (vn_pool(n, 0, find_in_one, &others, err)) {
    choose_best(into);
    return into;
  }
  vn_partition_free(into);
  return NULL;
}
