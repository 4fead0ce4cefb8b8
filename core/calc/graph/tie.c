#include "calc/graph/tie.h"

#include "calc/graph/subgraph.h"
#include "calc/frame/select.h"
#include "calc/frame/take.h"
#include "data/matrix/frame.h"
#include "data/memory.h"
#include "data/stop.h"

#define DOING "with_edges"


// ---- which edge a row is of ----

// The node that each row of a column names, or -1.
static int32_t *nodes_of(const VnGraph *g, const VnColumn *column, VnErr *err) {
  char spare[VN_SPARE];
  int32_t *nodes = vn_alloc(column->n, sizeof *nodes);
  if (!nodes) vn_fail_memory(err, DOING);
  for (size_t i = 0; nodes && i < column->n; i++) {
    if ((i & VN_STOP_EVERY) == 0 && vn_stopped(err)) {
      vn_free(nodes);
      return NULL;
    }
    nodes[i] = -1;
    if (vn_column_missing(column, i)) continue;
    const char *name = vn_column_label(column, i, spare);
    nodes[i] = (int32_t)vn_names_find(g->nodes, name);
  }
  return nodes;
}

// The place of the edge; n_edges: there is none.
static size_t find_edge(const VnGraph *g, int32_t from, int32_t to) {
  size_t low = 0, high = g->n_edges;
  while (low < high) {
    size_t k = low + (high - low) / 2;
    bool before = g->from[k] < from || (g->from[k] == from && g->to[k] < to);
    if (before) low = k + 1;
    else high = k;
  }
  bool found = low < g->n_edges && g->from[low] == from && g->to[low] == to;
  return found ? low : g->n_edges;
}

// Of each edge the first row that is of it.
static void match_rows(const VnGraph *g, const int32_t *from, const int32_t *to,
                       size_t n, VnRow *rows) {
  for (size_t k = 0; k < g->n_edges; k++) rows[k] = VN_NO_ROW;
  for (size_t i = 0; i < n; i++) {
    if (from[i] < 0 || to[i] < 0) continue;
    bool turn = !g->directed && from[i] > to[i];
    size_t k =
        turn ? find_edge(g, to[i], from[i]) : find_edge(g, from[i], to[i]);
    if (k < g->n_edges && rows[k] == VN_NO_ROW) rows[k] = (VnRow)i;
  }
}

static VnRow *rows_of(const VnGraph *g, const VnFrame *f, const VnTies *ties,
                      VnErr *err) {
  const VnColumn *from = vn_frame_column(f, ties->from, err);
  const VnColumn *to = from ? vn_frame_column(f, ties->to, err) : NULL;
  int32_t *a = to ? nodes_of(g, from, err) : NULL;
  int32_t *b = a ? nodes_of(g, to, err) : NULL;
  VnRow *rows = b ? vn_alloc(g->n_edges, sizeof *rows) : NULL;
  if (rows) match_rows(g, a, b, f->n_rows, rows);
  else if (b) vn_fail_memory(err, DOING);
  vn_free(a);
  vn_free(b);
  return rows;
}


// ---- what the rows say ----

static VnFrame *said_of(const VnGraph *g, const VnFrame *f, const VnTies *ties,
                        VnErr *err) {
  const char *const told[] = {ties->from, ties->to, ties->weight};
  VnFrame *rest = vn_without(f, told, 3, err);
  VnRow *rows = rest ? rows_of(g, f, ties, err) : NULL;
  VnFrame *said = rows ? vn_take(rest, rows, g->n_edges, err) : NULL;
  vn_free(rows);
  vn_frame_free(rest);
  return said;
}

VnGraph *vn_graph_with_ties(const VnGraph *g, const VnFrame *frame,
                            const VnTies *ties, VnErr *err) {
  VnFrame *said = said_of(g, frame, ties, err);
  VnGraph *copy = said ? vn_graph_copy(g, err) : NULL;
  if (copy) {
    vn_frame_free(copy->said);
    copy->said = said->n_cols > 0 ? said : NULL;
  }
  if (!copy || !copy->said) vn_frame_free(said);
  return copy;
}
