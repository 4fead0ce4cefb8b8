#include "calc/graph/centre_walk.h"

#include "calc/graph/component.h"
#include "data/graph/frame.h"
#include "data/graph/igraph.h"
#include "data/stop.h"

static VnFrame *ask(const VnGraph *g, const VnIgraphTask *task, VnErr *err) {
  VnBytes answer;
  VnFrame *frame = NULL;
  if (!vn_igraph(g, task, &answer, err)) {
    vn_bytes_free(&answer);
    return NULL;
  }
  VnColumn *column = vn_column_new(VN_NUMBER, g->n_nodes);
  if (column && !vn_bytes_take_numbers(&answer, column->number, column->n)) {
    vn_fail(err, "%s: the answer makes no sense", task->doing);
    vn_column_free(column);
  } else {
    frame = vn_graph_node_frame(g, &task->doing, &column, 1, err);
  }
  vn_bytes_free(&answer);
  return frame;
}


static igraph_error_t eigenvector(const VnIgraph *g, void *given,
                                  VnBytes *answer, bool *put) {
  (void)given;
  igraph_vector_t found;
  igraph_arpack_options_t options;
  igraph_arpack_options_init(&options);
  IGRAPH_CHECK(igraph_vector_init(&found, 0));
  IGRAPH_CHECK(igraph_eigenvector_centrality(&g->graph, &found, NULL, false,
                                             true, &g->weights, &options));
  *put = vn_bytes_put_numbers(answer, VECTOR(found), g->from->n_nodes);
  return IGRAPH_SUCCESS;
}

static bool check_whole(const VnGraph *g, VnErr *err) {
  int64_t n_parts = 0;
  VnFrame *parts = vn_components(g, err);
  if (!parts) return false;
  for (size_t i = 0; i < g->n_nodes; i++) {
    int64_t part = parts->columns[1]->integer[i];
    if (part > n_parts) n_parts = part;
  }
  vn_frame_free(parts);
  return n_parts <= 1 || vn_fail(err,
                                 "eigenvector: the graph falls into %lld "
                                 "parts; take g:main_component() first, or "
                                 "g:pagerank()",
                                 (long long)n_parts);
}

VnFrame *vn_eigenvector(const VnGraph *g, VnErr *err) {
  if (g->directed) {
    vn_fail(err, "eigenvector: the edges have directions; take "
                 "g:undirected() first, or g:pagerank()");
    return NULL;
  }
  if (!check_whole(g, err)) return NULL;
  return ask(g, &(VnIgraphTask){"eigenvector", 0, eigenvector, NULL, 0}, err);
}
