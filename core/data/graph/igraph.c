#include "data/graph/igraph.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#include "data/apart.h"
#include "data/warn.h"

// Memory the child may take: more than any of the work needs, little enough
// that a runaway library does not bring the machine down.
#define MEMORY_AT_LEAST ((size_t)256 << 20)
#define MEMORY_EACH 2048  // bytes for each node and each edge

#define MOST_EDGES INT32_MAX  // igraph 0.10.2 does not check its sizes

// Of OpenMP, where igraph was built with it. Its threads wait by spinning, so
// that on a busy machine what takes milliseconds can take a second.
void omp_set_num_threads(int n) __attribute__((weak));

typedef struct {
  const VnGraph *graph;
  const VnIgraphTask *task;
} Errand;

// The child's notes; it does one piece of work and ends.
static struct {
  const char *doing;
  VnErr error;
  char warning[VN_ERR_SIZE];
} noted;

// Only the first is the cause, the others tell who else gave up.
static void note_error(const char *reason, const char *file, int line,
                       igraph_error_t code) {
  (void)file, (void)line;
  if (!*noted.error.text) {
    vn_fail(&noted.error, "%s: %s", noted.doing,
            *reason ? reason : igraph_strerror(code));
    if (code == IGRAPH_ENOMEM) vn_fail_memory(&noted.error, noted.doing);
  }
  IGRAPH_FINALLY_FREE();
}

static void note_warning(const char *reason, const char *file, int line) {
  (void)file, (void)line;
  if (*noted.warning) return;
  snprintf(noted.warning, sizeof noted.warning, "%s", reason);
}

// igraph cannot go on, and this must not return.
static void note_fatal(const char *reason, const char *file, int line) {
  (void)file, (void)line;
  VnErr err;
  vn_fail(&err, "%s: %s", noted.doing, reason);
  vn_apart_give_up(&err);
}

// In units of their mean: some of igraph's methods stop at thresholds that know
// no unit. First by a power of two, so that no sum is too large or too small.
static igraph_error_t copy_weights(const VnGraph *from, VnIgraph *g) {
  igraph_integer_t n = (igraph_integer_t)from->n_edges;
  double most = 0, sum = 0;
  int power;
  IGRAPH_CHECK(igraph_vector_init(&g->weights, n));
  for (igraph_integer_t i = 0; i < n; i++) most = fmax(most, from->weight[i]);
  frexp(most, &power);
  for (igraph_integer_t i = 0; i < n; i++)
    sum += VECTOR(g->weights)[i] = ldexp(from->weight[i], -power);
  igraph_vector_scale(&g->weights, (double)n / sum);
  return IGRAPH_SUCCESS;
}

static igraph_error_t copy_graph(const VnGraph *from, VnIgraph *g) {
  igraph_vector_int_t ends;
  igraph_integer_t n = (igraph_integer_t)from->n_edges;
  IGRAPH_CHECK(igraph_vector_int_init(&ends, 2 * n));
  for (igraph_integer_t i = 0; i < n; i++) {
    VECTOR(ends)[2 * i] = from->from[i];
    VECTOR(ends)[2 * i + 1] = from->to[i];
  }
  IGRAPH_CHECK(igraph_create(&g->graph, &ends, (igraph_integer_t)from->n_nodes,
                             from->directed));
  igraph_vector_int_destroy(&ends);
  g->from = from;
  return copy_weights(from, g);
}

static igraph_error_t run(const Errand *errand, VnBytes *answer, bool *put) {
  VnIgraph g;
  const VnIgraphTask *task = errand->task;
  IGRAPH_CHECK(igraph_rng_seed(igraph_rng_default(), task->seed));
  IGRAPH_CHECK(copy_graph(errand->graph, &g));
  return task->work(&g, task->given, answer, put);
}

// The warning goes last, whatever the work put.
static bool work_in_child(void *given, VnBytes *answer, VnErr *err) {
  const Errand *errand = given;
  noted.doing = errand->task->doing;
  igraph_set_error_handler(note_error);
  igraph_set_warning_handler(note_warning);
  igraph_set_fatal_handler(note_fatal);
  if (omp_set_num_threads) omp_set_num_threads(1);
  bool put = true;
  igraph_error_t status = run(errand, answer, &put);
  if (status != IGRAPH_SUCCESS) {
    *err = noted.error;
    if (!*err->text) {
      vn_fail(err, "%s: %s", noted.doing, igraph_strerror(status));
    }
    return false;
  }
  put = put && vn_bytes_put(answer, noted.warning, sizeof noted.warning);
  return put || vn_fail_memory(err, noted.doing);
}

static void pass_warning_on(const VnIgraphTask *task, VnBytes *answer) {
  char warning[VN_ERR_SIZE];
  answer->n -= sizeof warning;
  memcpy(warning, answer->at + answer->n, sizeof warning);
  if (*warning) vn_warn("%s: %s", task->doing, warning);
}

bool vn_igraph(const VnGraph *graph, const VnIgraphTask *task, VnBytes *answer,
               VnErr *err) {
  Errand errand = {graph, task};
  size_t memory = MEMORY_AT_LEAST +
                  MEMORY_EACH * (graph->n_nodes + graph->n_edges) +
                  task->memory;
  *answer = (VnBytes){0};
  if (graph->n_edges > MOST_EDGES) {
    return vn_fail(err,
                   "%s: the graph has %zu edges, and at most %d can be "
                   "taken",
                   task->doing, graph->n_edges, MOST_EDGES);
  }
  if (!vn_apart(task->doing, memory, work_in_child, &errand, answer, err)) {
    return false;
  }
  pass_warning_on(task, answer);
  return true;
}
