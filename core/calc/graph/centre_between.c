#include "calc/graph/centre_between.h"

#include <math.h>

#include "data/graph/frame.h"
#include "data/graph/igraph.h"

// In units of the strongest edge, so that no length is near 0; by the weights
// as they are, for what is as long must stay so to the last bit.
static igraph_error_t lengths_of(const VnIgraph *g, VnLength length,
                                 igraph_vector_t *lengths) {
  igraph_integer_t n = (igraph_integer_t)g->from->n_edges;
  const double *weights = g->from->weight;
  double most = 0;
  for (igraph_integer_t i = 0; i < n; i++) most = fmax(most, weights[i]);
  IGRAPH_CHECK(igraph_vector_init(lengths, n));
  for (igraph_integer_t i = 0; i < n; i++) {
    double long_by =
        length == VN_LENGTH_WEIGHT ? weights[i] / most : most / weights[i];
    VECTOR(*lengths)[i] = long_by;
    if (!isfinite(long_by) || long_by == 0) {
      IGRAPH_ERROR("the weights lie too far apart to compare paths by them",
                   IGRAPH_EINVAL);
    }
  }
  return IGRAPH_SUCCESS;
}

static igraph_error_t betweenness(const VnIgraph *g, void *given,
                                  VnBytes *answer, bool *put) {
  VnLength length = *(const VnLength *)given;
  bool weighted = length != VN_LENGTH_ONE;
  igraph_vector_t lengths, found;
  if (weighted) IGRAPH_CHECK(lengths_of(g, length, &lengths));
  IGRAPH_CHECK(igraph_vector_init(&found, 0));
  IGRAPH_CHECK(igraph_betweenness(&g->graph, &found, igraph_vss_all(),
                                  IGRAPH_DIRECTED, weighted ? &lengths : NULL));
  *put = vn_bytes_put_numbers(answer, VECTOR(found), g->from->n_nodes);
  return IGRAPH_SUCCESS;
}

static VnFrame *read_answer(VnBytes *answer, const VnGraph *g, const char *name,
                            VnErr *err) {
  VnColumn *column = vn_column_new(VN_NUMBER, g->n_nodes);
  if (column && !vn_bytes_take_numbers(answer, column->number, column->n)) {
    vn_fail(err, "%s: the answer makes no sense", name);
    vn_column_free(column);
    return NULL;
  }
  return vn_graph_node_frame(g, &name, &column, 1, err);
}

VnFrame *vn_betweenness(const VnGraph *g, VnLength length, VnErr *err) {
  const char *name = "betweenness";
  VnBytes answer;
  VnIgraphTask task = {name, 0, betweenness, &length, 0};
  VnFrame *frame = vn_igraph(g, &task, &answer, err)
                       ? read_answer(&answer, g, name, err)
                       : NULL;
  vn_bytes_free(&answer);
  return frame;
}
