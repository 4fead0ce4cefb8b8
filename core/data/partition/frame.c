#include "data/partition/frame.h"

#include <string.h>

#include "data/matrix/frame.h"
#include "data/memory.h"

#define DOING "making a partition"


// ---- frames ----

static VnColumn *communities(const VnPartition *p) {
  size_t n = vn_names_count(p->nodes);
  VnColumn *column = vn_column_new(VN_INTEGER, n);
  for (size_t i = 0; column && i < n; i++) {
    bool apart = p->of[i] == VN_APART;
    column->integer[i] = apart ? VN_NO_INTEGER : p->of[i] + 1;
  }
  return column;
}

VnFrame *vn_partition_membership(const VnPartition *p, VnErr *err) {
  static const char *const labels[] = {"node", "community"};
  VnColumn *columns[] = {vn_column_of_names(p->nodes), communities(p)};
  size_t n = vn_names_count(p->nodes);
  return vn_frame_of(labels, columns, 2, n, p->source, err);
}

static VnColumn *count_up(size_t n) {
  VnColumn *column = vn_column_new(VN_INTEGER, n);
  for (size_t i = 0; column && i < n; i++) column->integer[i] = (int64_t)i + 1;
  return column;
}

static VnColumn *sizes(const VnPartition *p) {
  VnColumn *column = vn_column_new(VN_INTEGER, (size_t)p->n_communities);
  size_t n = vn_names_count(p->nodes);
  for (size_t i = 0; column && i < n; i++) {
    if (p->of[i] != VN_APART) column->integer[p->of[i]]++;
  }
  return column;
}

VnFrame *vn_partition_sizes(const VnPartition *p, VnErr *err) {
  static const char *const labels[] = {"community", "size"};
  size_t n = (size_t)p->n_communities;
  VnColumn *columns[] = {count_up(n), sizes(p)};
  return vn_frame_of(labels, columns, 2, n, p->source, err);
}

VnFrame *vn_partition_runs(const VnPartition *p, VnErr *err) {
  static const char *const labels[] = {"run", "quality", "communities"};
  VnColumn *columns[] = {count_up(p->n_runs),
                         vn_column_new(VN_NUMBER, p->n_runs),
                         vn_column_new(VN_INTEGER, p->n_runs)};
  for (size_t r = 0; columns[1] && columns[2] && r < p->n_runs; r++) {
    columns[1]->number[r] = p->quality[r];
    columns[2]->integer[r] = p->counts[r];
  }
  return vn_frame_of(labels, columns, 3, p->n_runs, p->source, err);
}


// ---- communities that a frame says ----

typedef struct {
  const VnGraph *graph;
  const VnColumn *node, *community;
  VnDictBuilder *kinds;  // of communities, in order of arrival
  int32_t *of;
  bool *told;  // which nodes had a row
} Reading;

static bool read_row(Reading *r, size_t row, VnErr *err) {
  char spare[VN_SPARE];
  if (vn_column_missing(r->node, row))
    return vn_fail(err, "partition: row %zu names no node", row + 1);
  const char *name = vn_column_label(r->node, row, spare);
  ptrdiff_t at = vn_names_find(r->graph->nodes, name);
  if (at < 0) {
    return vn_fail(err, "partition: the graph has no node \"%s\"%s", name,
                   vn_names_hint(r->graph->nodes, name));
  }
  if (r->told[at]) {
    return vn_fail(err,
                   "partition: the node \"%s\" stands twice, the second "
                   "time in row %zu",
                   name, row + 1);
  }
  r->told[at] = true;
  if (vn_column_missing(r->community, row)) return true;
  const char *kind = vn_column_label(r->community, row, spare);
  r->of[at] = vn_dict_builder_add(r->kinds, kind, strlen(kind));
  return r->of[at] >= 0 || vn_fail_memory(err, DOING);
}

static bool check_all_told(const Reading *r, VnErr *err) {
  const VnGraph *g = r->graph;
  for (size_t e = 0; e < 2 * g->n_edges; e++) {
    int32_t node = e % 2 ? g->to[e / 2] : g->from[e / 2];
    if (r->of[node] != VN_APART) continue;
    return vn_fail(err, "partition: the node \"%s\" has no community",
                   vn_names_at(g->nodes, (size_t)node));
  }
  return true;
}

static bool read_rows(Reading *r, size_t n_rows, VnErr *err) {
  for (size_t i = 0; i < r->graph->n_nodes; i++) r->of[i] = VN_APART;
  for (size_t row = 0; row < n_rows; row++) {
    if (!read_row(r, row, err)) return false;
  }
  return check_all_told(r, err);
}

static const VnColumn *find(const VnFrame *frame, const char *name,
                            VnErr *err) {
  const VnColumn *column = vn_frame_column(frame, name, err);
  if (!column) vn_fail_while(err, "partition");
  return column;
}

int32_t *vn_partition_read(const VnGraph *g, const VnFrame *frame,
                           const char *node, const char *community,
                           VnErr *err) {
  Reading r = {.graph = g, .node = find(frame, node, err)};
  r.community = r.node ? find(frame, community, err) : NULL;
  if (!r.community) return NULL;
  r.kinds = vn_dict_builder_new();
  r.of = vn_alloc(g->n_nodes, sizeof *r.of);
  r.told = vn_alloc(g->n_nodes, sizeof *r.told);
  bool room = r.kinds && r.of && r.told;
  bool done =
      room ? read_rows(&r, frame->n_rows, err) : vn_fail_memory(err, DOING);
  vn_dict_builder_free(r.kinds);
  vn_free(r.told);
  if (done) return r.of;
  vn_free(r.of);
  return NULL;
}
