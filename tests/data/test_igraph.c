// Facts about igraph at arm's length: whatever goes wrong in it becomes one
// sentence.
#include <math.h>
#include <stdlib.h>
#include <unistd.h>

#include "data/graph/igraph.h"
#include "fact.h"

static VnGraph *triangle;

static VnGraph *make_triangle(VnErr *err) {
  static const char *const labels[] = {"a", "b", "c"};
  VnNames *names = vn_names_new(labels, 3, "node", err);
  VnEdges edges;
  if (!names || !vn_edges_new(&edges, 3, err)) return NULL;
  vn_edges_add(&edges, 0, 1, 1);
  vn_edges_add(&edges, 2, 1, 2);
  vn_edges_add(&edges, 0, 2, 4);
  VnGraph *g = vn_graph_new(names, false, &edges, NULL, err);
  vn_names_free(names);
  vn_edges_free(&edges);
  return g;
}

static bool run(VnIgraphWork *work, uint64_t seed, VnBytes *answer,
                VnErr *err) {
  VnIgraphTask task = {"trying", seed, work, NULL, 0};
  *err = (VnErr){0};
  return vn_igraph(triangle, &task, answer, err);
}

static bool fails(VnIgraphWork *work, VnErr *err) {
  VnBytes answer;
  bool failed = !run(work, 1, &answer, err);
  vn_bytes_free(&answer);
  return failed;
}


// ---- what the child does ----

static igraph_error_t put_shape(const VnIgraph *g, void *given, VnBytes *answer,
                                bool *put) {
  (void)given;
  double shape[] = {
      (double)igraph_vcount(&g->graph), (double)igraph_ecount(&g->graph),
      igraph_vector_sum(&g->weights), igraph_is_directed(&g->graph)};
  *put = vn_bytes_put_numbers(answer, shape, 4);
  return IGRAPH_SUCCESS;
}

static igraph_error_t put_random(const VnIgraph *g, void *given,
                                 VnBytes *answer, bool *put) {
  (void)g, (void)given;
  double number = RNG_UNIF01();
  *put = vn_bytes_put_numbers(answer, &number, 1);
  return IGRAPH_SUCCESS;
}

static igraph_error_t object(const VnIgraph *g, void *given, VnBytes *answer,
                             bool *put) {
  (void)g, (void)given, (void)answer, (void)put;
  IGRAPH_ERROR("the weights make no sense", IGRAPH_EINVAL);
}

static igraph_error_t find_no_vertex(const VnIgraph *g, void *given,
                                     VnBytes *answer, bool *put) {
  (void)given, (void)answer, (void)put;
  igraph_vector_int_t found;
  IGRAPH_CHECK(igraph_vector_int_init(&found, 0));
  IGRAPH_FINALLY(igraph_vector_int_destroy, &found);
  IGRAPH_CHECK(igraph_neighbors(&g->graph, &found, 99, IGRAPH_ALL));
  return IGRAPH_SUCCESS;
}

static igraph_error_t want_memory(const VnIgraph *g, void *given,
                                  VnBytes *answer, bool *put) {
  (void)g, (void)given, (void)answer, (void)put;
  IGRAPH_ERROR("out of memory", IGRAPH_ENOMEM);
}

static igraph_error_t fail_silently(const VnIgraph *g, void *given,
                                    VnBytes *answer, bool *put) {
  (void)g, (void)given, (void)answer, (void)put;
  return IGRAPH_EINVAL;
}

static igraph_error_t pass_failure_on(const VnIgraph *g, void *given,
                                      VnBytes *answer, bool *put) {
  IGRAPH_CHECK(fail_silently(g, given, answer, put));
  return IGRAPH_SUCCESS;
}

static igraph_error_t fail_fatally(const VnIgraph *g, void *given,
                                   VnBytes *answer, bool *put) {
  (void)g, (void)given, (void)answer, (void)put;
  IGRAPH_FATAL("the stack is in tatters");
  return IGRAPH_SUCCESS;
}

// A negative size runs into an assertion of the library.
static igraph_error_t run_into_assertion(const VnIgraph *g, void *given,
                                         VnBytes *answer, bool *put) {
  (void)g, (void)given, (void)answer, (void)put;
  igraph_vector_t vector;
  return igraph_vector_init(&vector, -1);
}

static igraph_error_t warn_twice(const VnIgraph *g, void *given,
                                 VnBytes *answer, bool *put) {
  (void)g, (void)given, (void)answer, (void)put;
  IGRAPH_WARNING("some weights are tiny");
  IGRAPH_WARNING("they still are");
  return IGRAPH_SUCCESS;
}


// ---- what the parent sees ----

static void test_answers(void) {
  VnErr err;
  VnBytes answer;
  double shape[4] = {0};
  bool whole = run(put_shape, 1, &answer, &err) &&
               vn_bytes_take_numbers(&answer, shape, 4);
  fact("igraph sees the graph, its weights in units of their mean",
       whole && shape[0] == 3 && shape[1] == 3 && fabs(shape[2] - 3) < 1e-15 &&
           shape[3] == 0,
       &err);
  vn_bytes_free(&answer);
}

static double random_of(uint64_t seed, VnErr *err) {
  VnBytes answer;
  double number = NAN;
  if (run(put_random, seed, &answer, err)) {
    vn_bytes_take_numbers(&answer, &number, 1);
  }
  vn_bytes_free(&answer);
  return number;
}

static void test_seed(void) {
  VnErr err;
  double first = random_of(5, &err);
  fact("the same seed gives the same random numbers",
       first == random_of(5, &err), &err);
  fact("another seed gives others", first != random_of(6, &err), &err);
}

static void test_errors(void) {
  VnErr err;
  fact("igraph's sentence is the error's",
       fails(object, &err) &&
           strcmp(err.text, "trying: the weights make no sense") == 0,
       &err);
  fact("of errors within errors the first is said",
       fails(find_no_vertex, &err) && says(&err, "trying: "), &err);
  fact("want of memory is want of memory",
       fails(want_memory, &err) && err.kind == VN_NO_MEMORY, &err);
  fact("an error without a sentence gets igraph's word for it",
       fails(fail_silently, &err) && says(&err, "trying: Invalid value"), &err);
  fact("also when it is passed on",
       fails(pass_failure_on, &err) && says(&err, "trying: Invalid value"),
       &err);
  fact("a fatal error has its sentence too",
       fails(fail_fatally, &err) &&
           strcmp(err.text, "trying: the stack is in tatters") == 0,
       &err);
  fact("so has a failed assertion",
       fails(run_into_assertion, &err) &&
           strcmp(err.text, "trying: Assertion failed: size >= 0") == 0,
       &err);
}

// Runs work with stderr going to a file, and reads what it said.
static bool stderr_of(VnIgraphWork *work, int n_times, char *text,
                      size_t size) {
  VnErr err;
  VnBytes answer;
  FILE *file = tmpfile();
  int before = dup(STDERR_FILENO);
  if (!file || before < 0) return false;
  dup2(fileno(file), STDERR_FILENO);
  for (int i = 0; i < n_times; i++) {
    run(work, 1, &answer, &err);
    vn_bytes_free(&answer);
  }
  dup2(before, STDERR_FILENO);
  close(before);
  rewind(file);
  text[fread(text, 1, size - 1, file)] = '\0';
  fclose(file);
  return true;
}

static void test_warnings(void) {
  VnErr none = {.text = "the warning is another"};
  char text[400];
  fact("a warning is passed on, and said once",
       stderr_of(warn_twice, 3, text, sizeof text) &&
           strcmp(text, "vane: trying: some weights are tiny\n") == 0,
       &none);
}

int main(void) {
  VnErr err;
  setvbuf(stdout, NULL, _IOLBF, 0);
  triangle = make_triangle(&err);
  if (!triangle) return 1;
  test_answers();
  test_seed();
  test_errors();
  test_warnings();
  vn_graph_free(triangle);
  return 0;
}
