#include "data/graph/matrix.h"

#include <math.h>
#include <stdio.h>

#include "data/memory.h"
#include "data/stop.h"

// The mirror of a cell may differ in its last bits.
#define SAME 1e-12

// Edges between looks at the stop flag, as a mask: each may be the first to
// touch a large page of its matrix.
#define FEW 0x1f

typedef struct {
  const VnMatrix *m;
  const VnGraphCells *cells;
  const size_t *places;  // where the row's name stands among the columns
} Square;

static double cell(const Square *s, size_t i, size_t j) {
  return *vn_matrix_cell(s->m, i, s->places[j]);
}

static bool same(double a, double b) {
  if (isnan(a) || isnan(b)) return isnan(a) && isnan(b);
  return fabs(a - b) <= SAME * fmax(fabs(a), fabs(b));
}

static const char *shown(double value, char text[32]) {
  if (isnan(value)) return "na";
  snprintf(text, 32, "%g", value);
  return text;
}

static bool fail_mirror(const Square *s, size_t i, size_t j, VnErr *err) {
  const char *a = vn_names_at(s->m->rows, i), *b = vn_names_at(s->m->rows, j);
  char one[32], other[32];
  return vn_fail(err,
                 "graph: from \"%s\" to \"%s\" the matrix says %s, from "
                 "\"%s\" to \"%s\" %s; a graph without directions needs both "
                 "alike, or directed = true",
                 a, b, shown(cell(s, i, j), one), b, a,
                 shown(cell(s, j, i), other));
}

static bool check_mirrors(const Square *s, VnErr *err) {
  for (size_t i = 0; i < s->m->n_rows; i++) {
    if (vn_stopped(err)) return false;
    for (size_t j = i + 1; j < s->m->n_rows; j++) {
      if (!same(cell(s, i, j), cell(s, j, i))) {
        return fail_mirror(s, i, j, err);
      }
    }
  }
  return true;
}

static bool fail_negative(const Square *s, size_t i, size_t j, VnErr *err) {
  return vn_fail(err,
                 "graph: the cell \"%s\" x \"%s\" is %g, and weights are above "
                 "0; give a threshold, as in m:graph{ threshold = 0.2 }",
                 vn_names_at(s->m->rows, i), vn_names_at(s->m->rows, j),
                 cell(s, i, j));
}

static bool counts(const VnGraphCells *cells, size_t i, size_t j) {
  return i != j ? cells->directed || i < j : cells->loops;
}

// Adds the edges of a row, and counts the cells that are missing.
static bool read_row(const Square *s, size_t i, VnEdges *edges,
                     size_t *n_missing, VnErr *err) {
  bool bounded = !isnan(s->cells->threshold);
  for (size_t j = 0; j < s->m->n_rows; j++) {
    if (!counts(s->cells, i, j)) continue;
    double weight = cell(s, i, j);
    if (isnan(weight)) ++*n_missing;
    else if (bounded ? weight >= s->cells->threshold : weight > 0) {
      vn_edges_add(edges, i, j, weight);
    } else if (!bounded && weight < 0) {
      return fail_negative(s, i, j, err);
    }
  }
  return true;
}

static size_t count_edges(const Square *s) {
  size_t n = 0;
  for (size_t i = 0; i < s->m->n_rows; i++) {
    for (size_t j = 0; j < s->m->n_rows; j++) {
      n += counts(s->cells, i, j) && cell(s, i, j) > 0;
    }
  }
  return n;
}

static VnGraph *read_cells(const Square *s, VnErr *err) {
  VnEdges edges;
  size_t n_missing = 0;
  if (!s->cells->directed && !check_mirrors(s, err)) return NULL;
  if (!vn_edges_new(&edges, count_edges(s), err)) return NULL;
  bool read = true;
  for (size_t i = 0; read && i < s->m->n_rows; i++) {
    read = !vn_stopped(err) && read_row(s, i, &edges, &n_missing, err);
  }
  VnGraph *g = read ? vn_graph_new(s->m->rows, s->cells->directed, &edges,
                                   s->m->source, err)
                    : NULL;
  if (g) g->n_left_out = n_missing;
  vn_edges_free(&edges);
  return g;
}

VnGraph *vn_graph_from_matrix(const VnMatrix *m, const VnGraphCells *cells,
                              VnErr *err) {
  if (cells->threshold <= 0) {
    vn_fail(err, "graph: the threshold is %g; edges weigh more than 0",
            cells->threshold);
    return NULL;
  }
  size_t *places = vn_names_align(m->rows, m->cols, "row and column", err);
  if (!places) {
    vn_fail_while(err, "graph: the matrix should have the same names on both "
                       "sides");
    return NULL;
  }
  VnGraph *g = read_cells(&(Square){m, cells, places}, err);
  vn_free(places);
  return g;
}

VnMatrix *vn_graph_to_matrix(const VnGraph *g, VnErr *err) {
  VnMatrix *m = vn_matrix_new(g->nodes, g->nodes, err);
  if (!m) return NULL;
  if (!vn_matrix_say(&m->source, g->source, err)) {
    vn_matrix_free(m);
    return NULL;
  }
  for (size_t i = 0; i < g->n_edges; i++) {
    size_t from = (size_t)g->from[i], to = (size_t)g->to[i];
    if ((i & FEW) == 0 && vn_stopped(err)) {
      vn_matrix_free(m);
      return NULL;
    }
    *vn_matrix_cell(m, from, to) = g->weight[i];
    if (!g->directed) *vn_matrix_cell(m, to, from) = g->weight[i];
  }
  return m;
}
