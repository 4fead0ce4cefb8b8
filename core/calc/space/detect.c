#include "calc/space/detect.h"

#include <inttypes.h>
#include <math.h>
#include <string.h>

#include "calc/space/anneal.h"
#include "calc/pool.h"
#include "calc/space/quality.h"
#include "calc/space/search.h"
#include "data/memory.h"
#include "data/partition/frame.h"

#define DOING "finding communities"
#define FREE_STARTS 10  // of the search without a bound to compare with
#define MOST_RUNS 100000

// The report's spin glass had as many spins when none were said.
#define SPINS 25
#define COOLING 0.97
#define SWEEPS 20


// ---- runs ----

typedef struct {
  const VnNetwork *net;
  VnPartition *into;
  VnSearch search;
  bool annealing;
  size_t n_runs, workers;
  double entropy;
} Runs;

// Rebuildings that may fail in a row: many where they take no time.
static int32_t patience(const VnNetwork *net, int64_t wanted) {
  if (wanted > 0) return (int32_t)wanted;
  int32_t many = 60000 / net->n;
  return many > 500 ? 500 : many < 30 ? 30 : many;
}

static VnAnnealing annealing_to(const VnGoal *goal, int32_t n) {
  int32_t spins = goal->at_most < n ? goal->at_most : SPINS;
  return (VnAnnealing){spins < n ? spins : n, goal->resolution, COOLING,
                       SWEEPS};
}

static bool find(const Runs *runs, VnRandom *random, int32_t *of, double *value,
                 VnErr *err) {
  VnAnnealing how = annealing_to(&runs->search.goal, runs->net->n);
  if (runs->annealing && !vn_anneal(runs->net, &how, random, of, err))
    return false;
  return vn_search(runs->net, &runs->search, random, of, value, err);
}

static double quality_of(const Runs *runs, double value) {
  return runs->search.goal.quality == VN_MODULARITY
             ? 2 * value / runs->net->total
             : runs->entropy - value;
}

static bool keep(const Runs *runs, size_t run, const int32_t *found,
                 double value, VnErr *err) {
  VnPartition *p = runs->into;
  int32_t *of = vn_partition_run(p, run);
  for (int32_t i = 0; i < runs->net->n; i++) of[runs->net->place[i]] = found[i];
  p->quality[run] = quality_of(runs, value);
  p->counts[run] = vn_partition_number(p->nodes, of, err);
  return p->counts[run] >= 0;
}

static bool one_run(void *given, size_t run, VnErr *err) {
  const Runs *runs = given;
  VnRandom random = vn_random(runs->into->seed, run);
  int32_t *found = vn_alloc((size_t)runs->net->n, sizeof *found);
  if (!found) return vn_fail_memory(err, DOING);
  double value = 0;
  bool done = find(runs, &random, found, &value, err) &&
              keep(runs, run, found, value, err);
  vn_free(found);
  return done;
}

// The first of the best runs becomes the partition.
static void choose(VnPartition *p) {
  double sign = p->shorter ? -1 : 1, most = -INFINITY;
  size_t n = vn_names_count(p->nodes);
  for (size_t r = 0; r < p->n_runs; r++)
    most = fmax(most, sign * p->quality[r]);
  p->best = 0;
  while (sign * p->quality[p->best] < most - VN_AS_GOOD) p->best++;
  memcpy(p->of, p->runs + p->best * n, n * sizeof *p->of);
  p->n_communities = p->counts[p->best];
}

static bool run_all(Runs *runs, VnErr *err) {
  VnPartition *p = runs->into;
  runs->entropy = vn_node_entropy(runs->net);
  if (!vn_pool(p->n_runs, runs->workers, one_run, runs, err)) return false;
  choose(p);
  return vn_measure_partition(p, runs->net, err);
}

static VnPartition *run(const VnGraph *g, Runs *runs, const char *method,
                        uint64_t seed, VnErr *err) {
  VnPartition *p =
      vn_partition_new(g->nodes, method, g->source, runs->n_runs, err);
  if (!p) return NULL;
  p->seed = seed;
  p->resolution = runs->search.goal.resolution;
  p->shorter = runs->search.goal.quality == VN_MAP_EQUATION;
  runs->into = p;
  if (run_all(runs, err)) return p;
  vn_partition_free(p);
  return NULL;
}


// ---- Potts ----

static bool check_runs(const char *doing, const char *what, int64_t n,
                       VnErr *err) {
  if (n >= 1 && n <= MOST_RUNS) return true;
  return vn_fail(err, "%s: '%s' should be from 1 to %d, found %" PRId64, doing,
                 what, MOST_RUNS, n);
}

static bool check_patience(const char *doing, int64_t patience, VnErr *err) {
  if (patience >= 0 && patience <= MOST_RUNS) return true;
  return vn_fail(err, "%s: 'patience' should be from 1 to %d, found %" PRId64,
                 doing, MOST_RUNS, patience);
}

static bool check_potts(const VnPotts *potts, VnErr *err) {
  if (potts->at_least < 0 || potts->at_most < 0) {
    return vn_fail(err, "potts: a number of communities is at least 1");
  }
  if (!(potts->resolution > 0 && isfinite(potts->resolution))) {
    return vn_fail(err, "potts: the resolution is %g, wanted a number above 0",
                   potts->resolution);
  }
  return check_patience("potts", potts->patience, err) &&
         check_runs("potts", "starts", potts->starts, err);
}

static bool check_size(const VnPotts *potts, const VnNetwork *net, VnErr *err) {
  if (potts->at_least <= net->n) return true;
  return vn_fail(err,
                 "potts: exactly %" PRId64 " communities are wanted, but only "
                 "%" PRId32 " node%s edges",
                 potts->at_least, net->n, net->n == 1 ? " has" : "s have");
}

static VnGoal goal_of(const VnPotts *potts, const VnNetwork *net) {
  int64_t least = potts->at_least, most = potts->at_most;
  return (VnGoal){.quality = VN_MODULARITY,
                  .resolution = potts->resolution,
                  .at_least = least > 1 ? (int32_t)least : 1,
                  .at_most =
                      most > 0 && most < net->n ? (int32_t)most : net->n};
}

// What could be had with any number of communities.
static bool compare_with_free(VnPartition *p, const VnGraph *g,
                              const Runs *bound, VnErr *err) {
  Runs runs = *bound;
  runs.annealing = false;
  runs.search = (VnSearch){.goal = bound->search.goal,
                           .patience = patience(runs.net, p->patience)};
  runs.search.goal.at_least = 1;
  runs.search.goal.at_most = runs.net->n;
  if (runs.n_runs > FREE_STARTS) runs.n_runs = FREE_STARTS;
  VnPartition *free = run(g, &runs, "potts", p->seed, err);
  if (!free) return false;
  p->free = fmax(free->modularity, p->modularity);
  vn_partition_free(free);
  return true;
}

static bool is_bound(const Runs *runs) {
  const VnGoal *goal = &runs->search.goal;
  return goal->at_least > 1 || goal->at_most < runs->net->n;
}

static void note_wishes(VnPartition *p, const VnPotts *potts) {
  p->annealed = potts->annealing;
  p->patience = potts->patience;
  p->at_least = (int32_t)potts->at_least;
  if (potts->at_most < INT32_MAX) p->at_most = (int32_t)potts->at_most;
}

VnPartition *vn_potts(const VnGraph *g, const VnPotts *potts, VnErr *err) {
  if (!check_potts(potts, err)) return NULL;
  VnNetwork *net = vn_network_new(g, err);
  if (!net || !check_size(potts, net, err)) {
    vn_network_free(net);
    return NULL;
  }
  Runs runs = {
      .net = net,
      .search = {.goal = goal_of(potts, net),
                 .patience =
                     potts->annealing ? 0 : patience(net, potts->patience),
                 .resume = potts->annealing},
      .annealing = potts->annealing,
      .n_runs = (size_t)potts->starts,
      .workers = potts->workers
  };
  VnPartition *p =
      run(g, &runs, potts->annealing ? "annealing" : "potts", potts->seed, err);
  if (p) note_wishes(p, potts);
  bool alone = potts->without_free || !is_bound(&runs);
  if (p && !alone && !compare_with_free(p, g, &runs, err)) {
    vn_partition_free(p);
    p = NULL;
  }
  vn_network_free(net);
  return p;
}


// ---- map equation ----

VnPartition *vn_mapequation(const VnGraph *g, const VnMapEquation *map,
                            VnErr *err) {
  if (!check_patience("mapequation", map->patience, err) ||
      !check_runs("mapequation", "trials", map->trials, err))
    return NULL;
  VnNetwork *net = vn_network_new(g, err);
  if (!net) return NULL;
  Runs runs = {
      .net = net,
      .search = {.goal = {VN_MAP_EQUATION, 1, 1, net->n},
                 .patience = patience(net, map->patience)},
      .n_runs = (size_t)map->trials,
      .workers = map->workers
  };
  VnPartition *p = run(g, &runs, "map equation", map->seed, err);
  if (p) p->patience = map->patience;
  vn_network_free(net);
  return p;
}


// ---- given ----

VnPartition *vn_partition_of_list(const VnGraph *g, const int32_t *of,
                                  const char *method, double resolution,
                                  VnErr *err) {
  VnNetwork *net = vn_network_new(g, err);
  VnPartition *p =
      net ? vn_partition_new(g->nodes, method, g->source, 0, err) : NULL;
  bool done = p != NULL;
  if (p) {
    memcpy(p->of, of, g->n_nodes * sizeof *of);
    p->resolution = resolution;
    p->n_communities = vn_partition_number(p->nodes, p->of, err);
    done = p->n_communities >= 0 && vn_measure_partition(p, net, err);
  }
  vn_network_free(net);
  if (done) return p;
  vn_partition_free(p);
  return NULL;
}

static bool set_apart(const VnGraph *g, int32_t *of, VnErr *err) {
  bool *tied = vn_alloc(g->n_nodes, sizeof *tied);
  if (!tied) return vn_fail_memory(err, DOING);
  for (size_t e = 0; e < g->n_edges; e++)
    tied[g->from[e]] = tied[g->to[e]] = true;
  for (size_t i = 0; i < g->n_nodes; i++) {
    if (!tied[i]) of[i] = VN_APART;
  }
  vn_free(tied);
  return true;
}

VnPartition *vn_partition_of_frame(const VnGraph *g, const VnFrame *frame,
                                   const char *node, const char *community,
                                   const char *method, double resolution,
                                   VnErr *err) {
  int32_t *of = vn_partition_read(g, frame, node, community, err);
  bool done = of && (!method || set_apart(g, of, err));
  VnPartition *p = done ? vn_partition_of_list(g, of, method ? method : "given",
                                               resolution, err)
                        : NULL;
  vn_free(of);
  return p;
}

VnPartition *vn_partition_of_run(const VnPartition *p, const VnGraph *g,
                                 int64_t run, VnErr *err) {
  if (run < 1 || (uint64_t)run > p->n_runs) {
    vn_fail(err, "run: there is no run %" PRId64 "; the partition has %zu", run,
            p->n_runs);
    return NULL;
  }
  const int32_t *of = p->runs + (size_t)(run - 1) * vn_names_count(p->nodes);
  return vn_partition_of_list(g, of, "one run", p->resolution, err);
}
