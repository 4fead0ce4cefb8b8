#include "data/graph/frame.h"

#include <inttypes.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "data/matrix/frame.h"
#include "data/memory.h"
#include "data/sort_many.h"
#include "data/stop.h"

#define DOING "making a graph"


// ---- names of nodes from two columns ----

// One of the two columns as texts.
typedef struct {
  VnColumn *texts;
  int32_t *places;  // by code: the node, or -1 where no row uses the code
} End;

static void free_end(End *end) {
  vn_column_free(end->texts);
  vn_free(end->places);
}

static bool write_integers(const VnColumn *from, VnColumn *to,
                           VnDictBuilder *builder, VnErr *err) {
  char text[24];
  for (size_t i = 0; i < from->n; i++) {
    if ((i & VN_STOP_EVERY) == 0 && vn_stopped(err)) return false;
    to->text[i] = VN_NO_CODE;
    if (vn_column_missing(from, i)) continue;
    int n = snprintf(text, sizeof text, "%" PRId64, from->integer[i]);
    to->text[i] = vn_dict_builder_add(builder, text, (size_t)n);
    if (to->text[i] < 0) return vn_fail_memory(err, DOING);
  }
  if (!vn_dict_builder_sort(builder, err)) return false;
  to->dict = vn_dict_builder_finish(builder, to->text, to->n);
  return to->dict || vn_fail_memory(err, DOING);
}

static VnColumn *integers_as_texts(const VnColumn *column, VnErr *err) {
  VnColumn *texts = vn_column_new(VN_TEXT, column->n);
  VnDictBuilder *builder = vn_dict_builder_new();
  bool done = texts && builder;
  if (!done) vn_fail_memory(err, DOING);
  done = done && write_integers(column, texts, builder, err);
  vn_dict_builder_free(builder);
  if (done) return texts;
  vn_column_free(texts);
  return NULL;
}

static void mark_used(End *end) {
  size_t n_codes = vn_dict_count(end->texts->dict);
  for (size_t k = 0; k < n_codes; k++) end->places[k] = -1;
  for (size_t i = 0; i < end->texts->n; i++) {
    int32_t code = end->texts->text[i];
    if (code >= 0) end->places[code] = 0;
  }
}

static VnColumn *as_texts(VnColumn *column, const char *name, VnErr *err) {
  if (column->type == VN_TEXT) return vn_column_share(column);
  if (column->type == VN_INTEGER) return integers_as_texts(column, err);
  vn_fail(err,
          "graph: column \"%s\" cannot name nodes: it is %s, and names are "
          "text or integer",
          name, vn_type_name(column->type));
  return NULL;
}

static bool read_end(End *end, VnColumn *column, const char *name, VnErr *err) {
  end->texts = as_texts(column, name, err);
  if (!end->texts) return false;
  end->places = vn_alloc(vn_dict_count(end->texts->dict), sizeof *end->places);
  if (!end->places) return vn_fail_memory(err, DOING);
  mark_used(end);
  return true;
}

static bool add_used(const End *end, VnDictBuilder *builder, VnErr *err) {
  size_t n_codes = vn_dict_count(end->texts->dict);
  for (size_t k = 0; k < n_codes; k++) {
    const char *text = vn_dict_at(end->texts->dict, (int32_t)k);
    if ((k & VN_STOP_EVERY) == 0 && vn_stopped(err)) return false;
    if (end->places[k] < 0) continue;
    if (vn_dict_builder_add(builder, text, strlen(text)) < 0)
      return vn_fail_memory(err, DOING);
  }
  return true;
}

typedef struct {
  int64_t number;
  const char *text;
} Written;

static int by_number(const void *a, const void *b) {
  const Written *x = a, *y = b;
  return (x->number > y->number) - (x->number < y->number);
}

static bool sort_by_number(const char **labels, size_t n, VnErr *err) {
  Written *written = vn_alloc(n, sizeof *written);
  if (!written) return vn_fail_memory(err, DOING);
  for (size_t i = 0; i < n; i++)
    written[i] = (Written){strtoll(labels[i], NULL, 10), labels[i]};
  bool sorted =
      vn_sort_many(written, n, sizeof *written, by_number, DOING, err);
  for (size_t i = 0; i < n; i++) labels[i] = written[i].text;
  vn_free(written);
  return sorted;
}

// The dictionary's texts as names: in its order, or in that of the numbers
// they write.
static VnNames *names_of(const VnDict *dict, bool numbers, VnErr *err) {
  size_t n = vn_dict_count(dict);
  const char **labels = vn_alloc(n, sizeof *labels);
  if (!labels) {
    vn_fail_memory(err, DOING);
    return NULL;
  }
  for (size_t i = 0; i < n; i++) labels[i] = vn_dict_at(dict, (int32_t)i);
  bool sorted = !numbers || sort_by_number(labels, n, err);
  VnNames *names = sorted ? vn_names_new(labels, n, "node", err) : NULL;
  vn_free(labels);
  return names;
}

static VnNames *used_names(const End ends[2], bool numbers, VnErr *err) {
  VnDictBuilder *builder = vn_dict_builder_new();
  if (!builder) vn_fail_memory(err, DOING);
  bool added = builder && add_used(&ends[0], builder, err) &&
               add_used(&ends[1], builder, err) &&
               vn_dict_builder_sort(builder, err);
  VnDict *dict = added ? vn_dict_builder_finish(builder, NULL, 0) : NULL;
  if (added && !dict) vn_fail_memory(err, DOING);
  VnNames *names = dict ? names_of(dict, numbers, err) : NULL;
  vn_dict_free(dict);
  vn_dict_builder_free(builder);
  return names;
}

static bool place_codes(End *end, const VnNames *nodes, VnErr *err) {
  size_t n_codes = vn_dict_count(end->texts->dict);
  for (size_t k = 0; k < n_codes; k++) {
    const char *text = vn_dict_at(end->texts->dict, (int32_t)k);
    if ((k & VN_STOP_EVERY) == 0 && vn_stopped(err)) return false;
    if (end->places[k] < 0) continue;
    ptrdiff_t at = vn_names_find(nodes, text);
    if (at < 0) {
      return vn_fail(err, "graph: \"%s\" is not one of the nodes given%s", text,
                     vn_names_hint(nodes, text));
    }
    end->places[k] = (int32_t)at;
  }
  return true;
}


// ---- a graph from a frame ----

static bool fail_weight(const VnGraphRows *rows, size_t row, double weight,
                        VnErr *err) {
  return vn_fail(err,
                 "graph: row %zu: the weight in column \"%s\" is %g, and "
                 "weights are above 0; leave such rows out first, as in "
                 "f:where{ %s = above(0) }",
                 row + 1, rows->weight, weight, rows->weight);
}

static bool check_weight(const VnColumn *column, const VnGraphRows *rows,
                         VnErr *err) {
  if (!column || column->type == VN_NUMBER || column->type == VN_INTEGER) {
    return true;
  }
  return vn_fail(err,
                 "graph: column \"%s\" cannot weigh edges: it is %s, and "
                 "weights are numbers",
                 rows->weight, vn_type_name(column->type));
}

// The row's weight; 0 when it is missing.
static double weight_of(const VnColumn *column, size_t row) {
  if (!column) return 1;
  if (vn_column_missing(column, row)) return 0;
  return column->type == VN_NUMBER ? column->number[row]
                                   : (double)column->integer[row];
}

static bool read_rows(const End ends[2], const VnColumn *weights,
                      const VnGraphRows *rows, VnEdges *edges, VnErr *err) {
  const VnColumn *from = ends[0].texts, *to = ends[1].texts;
  for (size_t i = 0; i < from->n; i++) {
    if ((i & VN_STOP_EVERY) == 0 && vn_stopped(err)) return false;
    double weight = weight_of(weights, i);
    if (weight < 0) return fail_weight(rows, i, weight, err);
    if (weight == 0 || from->text[i] < 0 || to->text[i] < 0) continue;
    vn_edges_add(edges, (size_t)ends[0].places[from->text[i]],
                 (size_t)ends[1].places[to->text[i]], weight);
  }
  return true;
}

// Once the names are known.
static VnGraph *join(const VnFrame *frame, const VnGraphRows *rows, End ends[2],
                     const VnColumn *weights, VnNames *nodes, VnErr *err) {
  VnEdges edges = {0};
  VnGraph *g = NULL;
  if (place_codes(&ends[0], nodes, err) && place_codes(&ends[1], nodes, err) &&
      vn_edges_new(&edges, frame->n_rows, err) &&
      read_rows(ends, weights, rows, &edges, err)) {
    size_t n = edges.n;
    g = vn_graph_new(nodes, rows->directed, &edges, frame->source, err);
    if (g) g->n_left_out = frame->n_rows - n;
  }
  vn_edges_free(&edges);
  return g;
}

static VnGraph *say_unread(VnGraph *g, const char *unread, VnErr *err) {
  if (!g || !unread || (g->unread = vn_copy_text(unread))) return g;
  vn_graph_free(g);
  vn_fail_memory(err, DOING);
  return NULL;
}

static const VnColumn *find(const VnFrame *frame, const char *name,
                            VnErr *err) {
  const VnColumn *column = vn_frame_column(frame, name, err);
  if (!column) vn_fail_while(err, "graph");
  return column;
}

VnGraph *vn_graph_from_frame(const VnFrame *frame, const VnGraphRows *rows,
                             VnErr *err) {
  const VnColumn *from = find(frame, rows->from, err);
  const VnColumn *to = from ? find(frame, rows->to, err) : NULL;
  const VnColumn *weights =
      to && rows->weight ? find(frame, rows->weight, err) : NULL;
  if (!to || (rows->weight && !weights)) return NULL;
  if (!check_weight(weights, rows, err)) return NULL;

  End ends[2] = {{0}, {0}};
  VnNames *nodes = rows->nodes ? vn_names_share(rows->nodes) : NULL;
  VnGraph *g = NULL;
  bool numbers = from->type == VN_INTEGER && to->type == VN_INTEGER;
  if (read_end(&ends[0], (VnColumn *)from, rows->from, err) &&
      read_end(&ends[1], (VnColumn *)to, rows->to, err) &&
      (nodes || (nodes = used_names(ends, numbers, err)))) {
    g = join(frame, rows, ends, weights, nodes, err);
  }
  vn_names_free(nodes);
  free_end(&ends[0]);
  free_end(&ends[1]);
  return say_unread(g, rows->unread, err);
}


// ---- frames from a graph ----

// The names of the nodes at those places.
static VnColumn *names_at(const VnColumn *nodes, const int32_t *places,
                          size_t n) {
  VnColumn *column = nodes ? vn_column_new(VN_TEXT, n) : NULL;
  if (!column) return NULL;
  for (size_t i = 0; i < n; i++) column->text[i] = nodes->text[places[i]];
  column->dict = vn_dict_share(nodes->dict);
  return column;
}

VnColumn *vn_column_of_places(const VnNames *names, const int32_t *places,
                              size_t n) {
  VnColumn *all = vn_column_of_names(names);
  VnColumn *column = names_at(all, places, n);
  vn_column_free(all);
  return column;
}

static VnColumn *numbers_of(const double *numbers, size_t n) {
  VnColumn *column = vn_column_new(VN_NUMBER, n);
  if (column && n) memcpy(column->number, numbers, n * sizeof *numbers);
  return column;
}

static void put_edges(const VnGraph *g, const char **labels,
                      VnColumn **columns) {
  VnColumn *nodes = vn_column_of_names(g->nodes);
  labels[0] = "from", columns[0] = names_at(nodes, g->from, g->n_edges);
  labels[1] = "to", columns[1] = names_at(nodes, g->to, g->n_edges);
  labels[2] = "weight", columns[2] = numbers_of(g->weight, g->n_edges);
  vn_column_free(nodes);
  for (size_t j = 0; g->said && j < g->said->n_cols; j++) {
    labels[3 + j] = vn_names_at(g->said->names, j);
    columns[3 + j] = vn_column_share(g->said->columns[j]);
  }
}

VnFrame *vn_graph_edges(const VnGraph *g, VnErr *err) {
  size_t n = 3 + (g->said ? g->said->n_cols : 0);
  const char **labels = vn_alloc(n, sizeof *labels);
  VnColumn **columns = vn_alloc(n, sizeof(VnColumn *));
  VnFrame *frame = NULL;
  if (labels && columns) {
    put_edges(g, labels, columns);
    frame = vn_frame_of(labels, columns, n, g->n_edges, g->source, err);
  } else vn_fail_memory(err, "listing edges");
  vn_free(labels);
  vn_free(columns);
  return frame;
}

VnFrame *vn_graph_node_frame(const VnGraph *g, const char *const *names,
                             VnColumn **columns, size_t n, VnErr *err) {
  const char *labels[1 + VN_GRAPH_COLUMNS] = {"node"};
  VnColumn *all[1 + VN_GRAPH_COLUMNS] = {vn_column_of_names(g->nodes)};
  for (size_t j = 0; j < n; j++)
    labels[j + 1] = names[j], all[j + 1] = columns[j];
  return vn_frame_of(labels, all, n + 1, g->n_nodes, g->source, err);
}
