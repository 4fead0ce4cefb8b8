#include "calc/graph/attribute.h"

#include "calc/graph/subgraph.h"
#include "calc/frame/select.h"
#include "calc/frame/take.h"
#include "data/matrix/frame.h"
#include "data/memory.h"
#include "data/stop.h"

#define DOING "with_nodes"

// Which row of the frame is about each node.
static bool match_rows(const VnGraph *g, const VnColumn *names, VnRow *rows,
                       size_t *n_strangers, VnErr *err) {
  char name[VN_ERR_SIZE];
  *n_strangers = 0;
  for (size_t i = 0; i < g->n_nodes; i++) rows[i] = VN_NO_ROW;
  for (size_t i = 0; i < names->n; i++) {
    if ((i & VN_STOP_EVERY) == 0 && vn_stopped(err)) return false;
    const char *label = name;
    if (names->type == VN_TEXT && names->text[i] >= 0) {
      label = vn_dict_at(names->dict, names->text[i]);
    } else {
      vn_column_text(names, i, name, sizeof name);
    }
    ptrdiff_t at =
        vn_column_missing(names, i) ? -1 : vn_names_find(g->nodes, label);
    if (at < 0) ++*n_strangers;
    else if (rows[at] != VN_NO_ROW) {
      return vn_fail(err, "with_nodes: \"%s\" stands in rows %zu and %zu",
                     label, (size_t)rows[at] + 1, i + 1);
    } else rows[at] = (VnRow)i;
  }
  return true;
}

static const VnColumn *find_names(const VnFrame *frame, const char *node,
                                  VnErr *err) {
  const VnColumn *names = vn_frame_column(frame, node, err);
  if (!names) vn_fail_while(err, DOING);
  if (!names || names->type == VN_TEXT || names->type == VN_INTEGER) {
    return names;
  }
  vn_fail(err,
          DOING ": column \"%s\" cannot name nodes: it is %s, and names are "
                "text or integer",
          node, vn_type_name(names->type));
  return NULL;
}

static VnFrame *attributes_of(const VnGraph *g, const VnFrame *frame,
                              const char *node, size_t *n_strangers,
                              VnErr *err) {
  const VnColumn *names = find_names(frame, node, err);
  VnFrame *rest = names ? vn_without(frame, &node, 1, err) : NULL;
  VnRow *rows = rest ? vn_alloc(g->n_nodes, sizeof *rows) : NULL;
  VnFrame *taken = NULL;
  if (rest && !rows) vn_fail_memory(err, DOING);
  if (rows && match_rows(g, names, rows, n_strangers, err)) {
    taken = vn_take(rest, rows, g->n_nodes, err);
  }
  vn_free(rows);
  vn_frame_free(rest);
  return taken;
}

VnGraph *vn_graph_with_attributes(const VnGraph *g, const VnFrame *frame,
                                  const char *node, size_t *n_strangers,
                                  VnErr *err) {
  VnFrame *attributes = attributes_of(g, frame, node, n_strangers, err);
  VnGraph *copy = attributes ? vn_graph_copy(g, err) : NULL;
  if (copy) {
    vn_frame_free(copy->attributes);
    copy->attributes = attributes->n_cols > 0 ? attributes : NULL;
  }
  if (!copy || !copy->attributes) vn_frame_free(attributes);
  return copy;
}


// "node" and the attributes.
static VnFrame *beside_names(const VnGraph *g, const char **labels,
                             VnColumn **columns, VnErr *err) {
  size_t n = g->attributes ? g->attributes->n_cols : 0;
  labels[0] = "node", columns[0] = vn_column_of_names(g->nodes);
  for (size_t j = 0; j < n; j++) {
    labels[j + 1] = vn_names_at(g->attributes->names, j);
    columns[j + 1] = vn_column_share(g->attributes->columns[j]);
  }
  return vn_frame_of(labels, columns, n + 1, g->n_nodes, g->source, err);
}

VnFrame *vn_graph_attributes(const VnGraph *g, VnErr *err) {
  size_t n = g->attributes ? g->attributes->n_cols : 0;
  const char **labels = vn_alloc(n + 1, sizeof *labels);
  VnColumn **columns = vn_alloc(n + 1, sizeof(VnColumn *));
  VnFrame *frame = NULL;
  if (labels && columns) frame = beside_names(g, labels, columns, err);
  else vn_fail_memory(err, "attributes");
  vn_free(labels);
  vn_free(columns);
  return frame;
}
