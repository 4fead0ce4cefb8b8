#include "calc/graph/subgraph.h"

#include "calc/graph/component.h"
#include "calc/frame/take.h"
#include "data/memory.h"
#include "data/stop.h"

#define DOING "taking part of a graph"

// Which nodes and edges stay.
typedef struct {
  const VnGraph *graph;
  const bool *nodes, *edges;  // NULL: all
  bool undirected;
  size_t n_nodes;
  VnRow *rows;      // of the nodes that stay
  VnRow *ties;      // of the edges that stay
  int32_t *places;  // where each node will stand
} Cut;

static void cut_free(Cut *cut) {
  vn_free(cut->rows);
  vn_free(cut->ties);
  vn_free(cut->places);
}

static bool cut_nodes(Cut *cut, VnErr *err) {
  size_t n = cut->graph->n_nodes;
  cut->rows = vn_alloc(n, sizeof *cut->rows);
  cut->places = vn_alloc(n, sizeof *cut->places);
  if (!cut->rows || !cut->places) return vn_fail_memory(err, DOING);
  for (size_t i = 0; i < n; i++) {
    if (cut->nodes && !cut->nodes[i]) continue;
    cut->places[i] = (int32_t)cut->n_nodes;
    cut->rows[cut->n_nodes++] = (VnRow)i;
  }
  return true;
}

static bool stays(const Cut *cut, size_t edge) {
  const VnGraph *g = cut->graph;
  if (cut->edges && !cut->edges[edge]) return false;
  return !cut->nodes || (cut->nodes[g->from[edge]] && cut->nodes[g->to[edge]]);
}

static bool cut_edges(Cut *cut, VnEdges *edges, VnErr *err) {
  const VnGraph *g = cut->graph;
  size_t n = 0;
  for (size_t i = 0; i < g->n_edges; i++) n += stays(cut, i);
  if (!vn_edges_new(edges, n, err)) return false;
  cut->ties = vn_alloc(n, sizeof *cut->ties);
  if (!cut->ties) return vn_fail_memory(err, DOING);
  for (size_t i = 0; i < g->n_edges; i++) {
    if ((i & VN_STOP_EVERY) == 0 && vn_stopped(err)) return false;
    if (!stays(cut, i)) continue;
    cut->ties[edges->n] = (VnRow)i;
    vn_edges_add(edges, (size_t)cut->places[g->from[i]],
                 (size_t)cut->places[g->to[i]], g->weight[i]);
  }
  return true;
}

static VnNames *names_of(const Cut *cut, VnErr *err) {
  const VnNames *nodes = cut->graph->nodes;
  if (!cut->nodes) return vn_names_share(cut->graph->nodes);
  const char **labels = vn_alloc(cut->n_nodes, sizeof *labels);
  if (!labels) {
    vn_fail_memory(err, DOING);
    return NULL;
  }
  for (size_t i = 0; i < cut->n_nodes; i++) {
    labels[i] = vn_names_at(nodes, cut->rows[i]);
  }
  VnNames *names = vn_names_new(labels, cut->n_nodes, "node", err);
  vn_free(labels);
  return names;
}

// The order of the edges stays as it was, unless two become one.
static VnGraph *with_attributes(VnGraph *part, const Cut *cut, VnErr *err) {
  const VnGraph *g = cut->graph;
  bool tied = g->said && !(cut->undirected && g->directed), done = part;
  if (done && g->attributes) {
    part->attributes = vn_take(g->attributes, cut->rows, cut->n_nodes, err);
    done = part->attributes != NULL;
  }
  if (done && tied) {
    part->said = vn_take(g->said, cut->ties, part->n_edges, err);
    done = part->said != NULL;
  }
  if (done) return part;
  vn_graph_free(part);
  return NULL;
}

static VnGraph *do_cut(Cut *cut, VnErr *err) {
  VnEdges edges = {0};
  VnNames *names = NULL;
  VnGraph *part = NULL;
  if (vn_stopped(err)) return NULL;
  if (cut_nodes(cut, err) && (names = names_of(cut, err)) &&
      cut_edges(cut, &edges, err)) {
    bool directed = cut->graph->directed && !cut->undirected;
    part = vn_graph_new(names, directed, &edges, cut->graph->source, err);
    part = with_attributes(part, cut, err);
  }
  vn_edges_free(&edges);
  vn_names_free(names);
  cut_free(cut);
  return part;
}

VnGraph *vn_subgraph(const VnGraph *g, const bool *kept, VnErr *err) {
  return do_cut(&(Cut){.graph = g, .nodes = kept}, err);
}

VnGraph *vn_graph_thinned(const VnGraph *g, const bool *kept, VnErr *err) {
  return do_cut(&(Cut){.graph = g, .edges = kept}, err);
}

VnGraph *vn_graph_copy(const VnGraph *g, VnErr *err) {
  VnGraph *copy = vn_graph_thinned(g, NULL, err);
  if (!copy) return NULL;
  copy->n_added = g->n_added;
  copy->n_left_out = g->n_left_out;
  if (!g->unread || (copy->unread = vn_copy_text(g->unread))) return copy;
  vn_graph_free(copy);
  vn_fail_memory(err, DOING);
  return NULL;
}

VnGraph *vn_graph_undirected(const VnGraph *g, VnErr *err) {
  return do_cut(&(Cut){.graph = g, .undirected = true}, err);
}


// ---- which nodes ----

static bool *flags(size_t n, VnErr *err) {
  bool *kept = vn_alloc(n, sizeof *kept);
  if (!kept) vn_fail_memory(err, DOING);
  return kept;
}

VnGraph *vn_subgraph_of(const VnGraph *g, const VnNames *names, VnErr *err) {
  size_t *places = vn_names_places(g->nodes, names, "node", err);
  bool *kept = places ? flags(g->n_nodes, err) : NULL;
  for (size_t i = 0; kept && i < vn_names_count(names); i++) {
    kept[places[i]] = true;
  }
  VnGraph *part = kept ? vn_subgraph(g, kept, err) : NULL;
  vn_free(places);
  vn_free(kept);
  return part;
}

VnGraph *vn_main_component(const VnGraph *g, VnErr *err) {
  VnFrame *components = vn_components(g, err);
  bool *kept = components ? flags(g->n_nodes, err) : NULL;
  for (size_t i = 0; kept && i < g->n_nodes; i++) {
    kept[i] = components->columns[1]->integer[i] == 1;
  }
  VnGraph *part = kept ? vn_subgraph(g, kept, err) : NULL;
  vn_frame_free(components);
  vn_free(kept);
  return part;
}

VnGraph *vn_without_isolates(const VnGraph *g, VnErr *err) {
  bool *kept = flags(g->n_nodes, err);
  for (size_t i = 0; kept && i < g->n_edges; i++) {
    if (g->from[i] == g->to[i]) continue;
    kept[g->from[i]] = kept[g->to[i]] = true;
  }
  VnGraph *part = kept ? vn_subgraph(g, kept, err) : NULL;
  vn_free(kept);
  return part;
}
