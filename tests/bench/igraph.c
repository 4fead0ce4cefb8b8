// igraph FILE: what calls of igraph take from C, each from the edges in memory
// to the numbers in memory; prints name and milliseconds, the median of
// several. FILE is an edge list as tests/bench/network.lua makes it.
#include <igraph.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

enum { N_TIMES = 3, MOST = 1000000 };

static int from[MOST], to[MOST];
static double weights[MOST];
static int n_edges, n_nodes;

static void read_edges(const char *path) {
  char line[256];
  FILE *file = fopen(path, "r");
  if (!file || !fgets(line, sizeof line, file)) exit(1);
  while (n_edges < MOST && fgets(line, sizeof line, file)) {
    int a, b;
    double weight;
    if (sscanf(line, "%d,%d,%lf", &a, &b, &weight) != 3) continue;
    from[n_edges] = a - 1, to[n_edges] = b - 1, weights[n_edges++] = weight;
    if (a > n_nodes) n_nodes = a;
    if (b > n_nodes) n_nodes = b;
  }
  fclose(file);
}

static void make(igraph_t *graph) {
  igraph_vector_int_t ends;
  igraph_vector_int_init(&ends, 2 * n_edges);
  for (int i = 0; i < n_edges; i++) {
    VECTOR(ends)[2 * i] = from[i];
    VECTOR(ends)[2 * i + 1] = to[i];
  }
  igraph_create(graph, &ends, n_nodes, false);
  igraph_vector_int_destroy(&ends);
}

static void betweenness(const igraph_t *graph) {
  igraph_vector_t found;
  igraph_vector_init(&found, 0);
  igraph_betweenness(graph, &found, igraph_vss_all(), true, NULL);
  igraph_vector_destroy(&found);
}

static void weighted(const igraph_t *graph) {
  igraph_vector_t found, lengths;
  igraph_vector_init(&found, 0);
  igraph_vector_init(&lengths, n_edges);
  for (int i = 0; i < n_edges; i++) VECTOR(lengths)[i] = 1 / weights[i];
  igraph_betweenness(graph, &found, igraph_vss_all(), true, &lengths);
  igraph_vector_destroy(&found);
  igraph_vector_destroy(&lengths);
}

static void layout(const igraph_t *graph) {
  igraph_matrix_t places;
  igraph_matrix_init(&places, 0, 0);
  igraph_layout_fruchterman_reingold(
      graph, &places, false, 500, sqrt((double)n_nodes), IGRAPH_LAYOUT_AUTOGRID,
      NULL, NULL, NULL, NULL, NULL);
  igraph_matrix_destroy(&places);
}

static void pagerank(const igraph_t *graph) {
  igraph_vector_t found, given;
  igraph_vector_init(&found, 0);
  igraph_vector_view(&given, weights, n_edges);
  igraph_pagerank(graph, IGRAPH_PAGERANK_ALGO_PRPACK, &found, NULL,
                  igraph_vss_all(), true, 0.85, &given, NULL);
  igraph_vector_destroy(&found);
}

static double now(void) {
  struct timespec t;
  clock_gettime(CLOCK_MONOTONIC, &t);
  return (double)t.tv_sec * 1e3 + (double)t.tv_nsec / 1e6;
}

static int less_first(const void *a, const void *b) {
  double x = *(const double *)a, y = *(const double *)b;
  return (x > y) - (x < y);
}

static void measure(const char *name, void (*call)(const igraph_t *)) {
  double times[N_TIMES];
  for (int i = 0; i < N_TIMES; i++) {
    igraph_t graph;
    double start = now();
    make(&graph);
    call(&graph);
    igraph_destroy(&graph);
    times[i] = now() - start;
  }
  qsort(times, N_TIMES, sizeof *times, less_first);
  printf("%s %.3f\n", name, times[N_TIMES / 2]);
}

int main(int argc, char **argv) {
  if (argc < 2) return 1;
  read_edges(argv[1]);
  measure("betweenness", betweenness);
  measure("weighted", weighted);
  measure("layout", layout);
  measure("pagerank", pagerank);
  return 0;
}
