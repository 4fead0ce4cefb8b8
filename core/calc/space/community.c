#include "calc/space/community.h"

#include <math.h>
#include <stdio.h>

#include "calc/graph/component.h"
#include "data/graph/igraph.h"
#include "data/memory.h"

#define DOING "communities"
#define MOST_RUNS 100000
#define MOST_SPINS 500  // as igraph says
static const char *const method_names[] = {"leiden", "louvain", "infomap",
                                           "spinglass"};

#define LEIDEN_ROUNDS 10    // until hardly anything moves
#define LEIDEN_SPREAD 0.01  // how often it takes a worse group, as published


// ---- communities, in the child ----

// Q = sum over groups c of in_c / 2W - resolution (s_c / 2W)^2, with W the sum
// of all weights, in_c twice those inside c, s_c the strengths in c (Newman and
// Girvan 2004, Reichardt and Bornholdt 2006). Directions are not seen. False:
// no memory.
static bool modularity_of(const VnIgraph *graph, const igraph_integer_t *of,
                          double resolution, double *q) {
  const VnGraph *g = graph->from;
  const double *weight = VECTOR(graph->weights);
  double *inside = vn_alloc(g->n_nodes, 2 * sizeof *inside);
  if (!inside) return false;
  double *strength = inside + g->n_nodes, total = 0;
  for (size_t i = 0; i < g->n_edges; i++) {
    igraph_integer_t a = of[g->from[i]], b = of[g->to[i]];
    total += 2 * weight[i];
    strength[a] += weight[i];
    strength[b] += weight[i];
    if (a == b) inside[a] += 2 * weight[i];
  }
  *q = 0;
  for (size_t c = 0; c < g->n_nodes; c++) {
    double share = strength[c] / total;
    *q += inside[c] / total - resolution * share * share;
  }
  vn_free(inside);
  return true;
}

// One run's partition into `groups`, whose numbers begin at 0.
typedef igraph_error_t Run(const VnIgraph *g, const VnCommunityOptions *o,
                           igraph_vector_int_t *groups);

// Modularity is the constant Potts model whose nodes weigh their strength,
// at a resolution of gamma / 2W (Traag, Waltman and van Eck 2019).
static igraph_error_t run_leiden(const VnIgraph *g, const VnCommunityOptions *o,
                                 igraph_vector_int_t *groups) {
  igraph_vector_t strengths;
  IGRAPH_CHECK(igraph_vector_init(&strengths, 0));
  IGRAPH_CHECK(igraph_strength(&g->graph, &strengths, igraph_vss_all(),
                               IGRAPH_ALL, IGRAPH_LOOPS, &g->weights));
  double total = igraph_vector_sum(&strengths);
  IGRAPH_CHECK(igraph_community_leiden(
      &g->graph, &g->weights, &strengths, o->resolution / total, LEIDEN_SPREAD,
      false, LEIDEN_ROUNDS, groups, NULL, NULL));
  igraph_vector_destroy(&strengths);
  return IGRAPH_SUCCESS;
}

static igraph_error_t run_louvain(const VnIgraph *g,
                                  const VnCommunityOptions *o,
                                  igraph_vector_int_t *groups) {
  return igraph_community_multilevel(&g->graph, &g->weights, o->resolution,
                                     groups, NULL, NULL);
}

// Its own modularity is wrong for weighted graphs, and is not asked for.
static igraph_error_t run_spinglass(const VnIgraph *g,
                                    const VnCommunityOptions *o,
                                    igraph_vector_int_t *groups) {
  return igraph_community_spinglass(&g->graph, &g->weights, NULL, NULL, groups,
                                    NULL, o->n_spins, false, 1, 0.01, 0.99,
                                    IGRAPH_SPINCOMM_UPDATE_CONFIG,
                                    o->resolution, IGRAPH_SPINCOMM_IMP_ORIG, 1);
}

// The best of all runs by modularity, the first among equals.
static igraph_error_t best_of(Run *one, const VnIgraph *g,
                              const VnCommunityOptions *o,
                              igraph_vector_int_t *best, double *quality) {
  igraph_vector_int_t groups;
  IGRAPH_CHECK(igraph_vector_int_init(&groups, 0));
  *quality = -INFINITY;
  for (int64_t run = 0; run < o->n_runs; run++) {
    double q;
    IGRAPH_CHECK(one(g, o, &groups));
    if (!modularity_of(g, VECTOR(groups), o->resolution, &q)) {
      return IGRAPH_ENOMEM;
    }
    if (q <= *quality) continue;
    *quality = q;
    IGRAPH_CHECK(igraph_vector_int_update(best, &groups));
  }
  return IGRAPH_SUCCESS;
}

static igraph_error_t find(const VnIgraph *g, const VnCommunityOptions *o,
                           igraph_vector_int_t *best, double *quality) {
  switch (o->method) {
    case VN_LEIDEN: return best_of(run_leiden, g, o, best, quality);
    case VN_LOUVAIN: return best_of(run_louvain, g, o, best, quality);
    case VN_SPINGLASS: return best_of(run_spinglass, g, o, best, quality);
    case VN_INFOMAP: break;
  }
  return igraph_community_infomap(&g->graph, &g->weights, NULL, o->n_runs, best,
                                  quality);
}

static igraph_error_t work(const VnIgraph *g, void *given, VnBytes *answer,
                           bool *put) {
  igraph_vector_int_t best;
  double quality;
  IGRAPH_CHECK(igraph_vector_int_init(&best, 0));
  IGRAPH_CHECK(find(g, given, &best, &quality));
  *put = vn_bytes_put_numbers(answer, &quality, 1) &&
         vn_bytes_put_integers(answer, VECTOR(best), g->from->n_nodes);
  return IGRAPH_SUCCESS;
}


// ---- communities, seen from outside ----

// igraph refuses more than one part, and never comes back from two nodes.
static bool check_spinglass(const VnGraph *g, const VnCommunityOptions *o,
                            VnErr *err) {
  if (o->n_spins < 2 || o->n_spins > MOST_SPINS) {
    return vn_fail(err, "%s: 'spins' should be from 2 to %d, found %lld", DOING,
                   MOST_SPINS, (long long)o->n_spins);
  }
  if (g->n_nodes < 3) {
    return vn_fail(err, "%s: spinglass needs 3 nodes or more, found %zu", DOING,
                   g->n_nodes);
  }
  int64_t n = vn_n_components(g, err);
  if (n <= 1) return n == 1;
  return vn_fail(err,
                 "%s: spinglass needs a graph that hangs together, and this "
                 "one falls into %lld parts (see g:components()); g:potts() "
                 "takes it as it is",
                 DOING, (long long)n);
}

static bool check_options(const VnGraph *g, const VnCommunityOptions *o,
                          VnErr *err) {
  if (g->directed && o->method != VN_INFOMAP) {
    return vn_fail(err,
                   "%s: %s needs a graph without directions; take "
                   "g:undirected() first, or g:communities{ method = "
                   "\"infomap\" }, which sees them",
                   DOING, method_names[o->method]);
  }
  if (o->n_runs < 1 || o->n_runs > MOST_RUNS) {
    return vn_fail(err, "%s: 'runs' should be from 1 to %d, found %lld", DOING,
                   MOST_RUNS, (long long)o->n_runs);
  }
  if (!(o->resolution > 0) || !isfinite(o->resolution)) {
    return vn_fail(err, "%s: 'resolution' should be above 0, found %g", DOING,
                   o->resolution);
  }
  return o->method != VN_SPINGLASS || check_spinglass(g, o, err);
}

static bool sound(const int64_t *of, size_t n_nodes) {
  for (size_t i = 0; i < n_nodes; i++) {
    if (of[i] < 0 || (size_t)of[i] >= n_nodes) return false;
  }
  return true;
}

static VnFrame *read_answer(VnBytes *answer, const VnGraph *g, double *quality,
                            VnErr *err) {
  VnColumn *column = vn_column_new(VN_INTEGER, g->n_nodes);
  if (column && !(vn_bytes_take_numbers(answer, quality, 1) &&
                  vn_bytes_take_integers(answer, column->integer, column->n) &&
                  sound(column->integer, column->n))) {
    vn_fail(err, "%s: the answer makes no sense", DOING);
    vn_column_free(column);
    return NULL;
  }
  return vn_group_frame(g, "community", column, err);
}

// Without edges each node stands alone.
static VnFrame *all_alone(const VnGraph *g, double *quality, VnErr *err) {
  VnColumn *column = vn_column_new(VN_INTEGER, g->n_nodes);
  for (size_t i = 0; column && i < g->n_nodes; i++) {
    column->integer[i] = (int64_t)i;
  }
  *quality = NAN;
  return vn_group_frame(g, "community", column, err);
}

static VnFrame *ask(const VnGraph *g, const VnCommunityOptions *o,
                    double *quality, VnErr *err) {
  if (g->n_edges == 0) return all_alone(g, quality, err);
  VnBytes answer;
  VnIgraphTask task = {DOING, o->seed, work, (void *)o, 0};
  VnFrame *frame = vn_igraph(g, &task, &answer, err)
                       ? read_answer(&answer, g, quality, err)
                       : NULL;
  vn_bytes_free(&answer);
  return frame;
}

// "links.csv: leiden, best of 10, seed 1"
static bool say_how(VnFrame *frame, const VnCommunityOptions *o, VnErr *err) {
  char text[600];
  snprintf(text, sizeof text, "%.500s%s%s, best of %lld, seed %llu",
           frame->source ? frame->source : "", frame->source ? ": " : "",
           method_names[o->method], (long long)o->n_runs,
           (unsigned long long)o->seed);
  vn_free(frame->source);
  frame->source = vn_copy_text(text);
  return frame->source || vn_fail_memory(err, DOING);
}

VnFrame *vn_communities(const VnGraph *g, const VnCommunityOptions *o,
                        double *quality, VnErr *err) {
  if (!check_options(g, o, err)) return NULL;
  VnFrame *frame = ask(g, o, quality, err);
  if (!frame || say_how(frame, o, err)) return frame;
  vn_frame_free(frame);
  return NULL;
}
