#include "calc/graph/layout.h"

#include <math.h>

#include "data/graph/frame.h"
#include "data/graph/igraph.h"
#include "data/memory.h"

#define DOING "layout"
#define DRL_GRID ((size_t)2 << 30)  // what it takes for a graph of any size
#define ROUNDS 500                  // of forces
#define ROUNDS_EACH 50              // of springs, for each node

const char *const vn_layouts[] = {"fruchterman_reingold", "kamada_kawai", "drl",
                                  "circle", NULL};


// ---- in the child ----

// The springs of Kamada and Kawai are longer the weaker the edge is.
static igraph_error_t weights_of(const VnIgraph *g, bool springs,
                                 igraph_vector_t *weights) {
  igraph_integer_t n = (igraph_integer_t)g->from->n_edges;
  IGRAPH_CHECK(igraph_vector_init(weights, n));
  for (igraph_integer_t i = 0; i < n; i++) {
    double weight = VECTOR(g->weights)[i];
    VECTOR(*weights)[i] = springs ? 1 / weight : weight;
    if (!isfinite(VECTOR(*weights)[i]) || VECTOR(*weights)[i] == 0) {
      IGRAPH_ERROR("the weights lie too far apart to draw by them; say "
                   "weighted = false",
                   IGRAPH_EINVAL);
    }
  }
  return IGRAPH_SUCCESS;
}

static igraph_error_t by_springs(const igraph_t *graph, igraph_matrix_t *places,
                                 const igraph_vector_t *weights) {
  igraph_integer_t n = igraph_vcount(graph);
  return igraph_layout_kamada_kawai(graph, places, false, ROUNDS_EACH * n, 0,
                                    (double)n, weights, NULL, NULL, NULL, NULL);
}

static igraph_error_t by_drl(const igraph_t *graph, igraph_matrix_t *places,
                             const igraph_vector_t *weights) {
  igraph_layout_drl_options_t options;
  IGRAPH_CHECK(
      igraph_layout_drl_options_init(&options, IGRAPH_LAYOUT_DRL_DEFAULT));
  return igraph_layout_drl(graph, places, false, &options, weights);
}

static igraph_error_t place(const VnIgraph *g, const VnLayout *layout,
                            igraph_matrix_t *places) {
  igraph_vector_t weights, *used = NULL;
  bool by_edges = layout->method != VN_CIRCLE && g->from->n_edges > 0;
  if (layout->weighted && by_edges) {
    used = &weights;
    IGRAPH_CHECK(weights_of(g, layout->method == VN_KAMADA_KAWAI, used));
  }
  switch (layout->method) {
    case VN_FRUCHTERMAN_REINGOLD:
      return igraph_layout_fruchterman_reingold(
          &g->graph, places, false, ROUNDS, sqrt((double)g->from->n_nodes),
          IGRAPH_LAYOUT_AUTOGRID, used, NULL, NULL, NULL, NULL);
    case VN_KAMADA_KAWAI: return by_springs(&g->graph, places, used);
    case VN_DRL: return by_drl(&g->graph, places, used);
    case VN_CIRCLE:
      return igraph_layout_circle(&g->graph, places, igraph_vss_all());
  }
  return IGRAPH_EINVAL;
}

static igraph_error_t lay_out(const VnIgraph *g, void *given, VnBytes *answer,
                              bool *put) {
  igraph_matrix_t places;
  IGRAPH_CHECK(igraph_matrix_init(&places, 0, 0));
  IGRAPH_CHECK(place(g, given, &places));
  size_t n = g->from->n_nodes;
  const double *x = VECTOR(places.data);
  *put = vn_bytes_put_numbers(answer, x, n) &&
         vn_bytes_put_numbers(answer, x + n, n);
  return IGRAPH_SUCCESS;
}


// ---- in the parent ----

// Shifts the numbers so that they lie as far below 0 as above; gives how far.
static double centre(double *x, size_t n) {
  double low = INFINITY, high = -INFINITY;
  for (size_t i = 0; i < n; i++) low = fmin(low, x[i]), high = fmax(high, x[i]);
  for (size_t i = 0; i < n; i++) x[i] -= (low + high) / 2;
  return (high - low) / 2;
}

static void fit(double *x, double *y, size_t n) {
  double most = fmax(centre(x, n), centre(y, n));
  for (size_t i = 0; most > 0 && i < n; i++) x[i] /= most, y[i] /= most;
}

static VnFrame *read_places(const VnGraph *g, VnBytes *answer, VnErr *err) {
  static const char *const names[] = {"x", "y"};
  VnColumn *columns[] = {vn_column_new(VN_NUMBER, g->n_nodes),
                         vn_column_new(VN_NUMBER, g->n_nodes)};
  if (columns[0] && columns[1]) {
    if (!vn_bytes_take_numbers(answer, columns[0]->number, g->n_nodes) ||
        !vn_bytes_take_numbers(answer, columns[1]->number, g->n_nodes)) {
      vn_fail(err, DOING ": the answer makes no sense");
      vn_column_free(columns[0]);
      vn_column_free(columns[1]);
      return NULL;
    }
    fit(columns[0]->number, columns[1]->number, g->n_nodes);
  }
  return vn_graph_node_frame(g, names, columns, 2, err);
}

VnFrame *vn_layout(const VnGraph *g, const VnLayout *layout, VnErr *err) {
  VnLayout copy = *layout;
  if (g->n_nodes < 3) copy.method = VN_CIRCLE;
  VnBytes answer;
  VnIgraphTask task = {DOING, layout->seed, lay_out, &copy,
                       copy.method == VN_DRL ? DRL_GRID : 0};
  VnFrame *frame =
      vn_igraph(g, &task, &answer, err) ? read_places(g, &answer, err) : NULL;
  vn_bytes_free(&answer);
  return frame;
}
