#include "calc/space/roles.h"

#include <math.h>
#include <string.h>

#include "calc/space/network.h"
#include "data/matrix/frame.h"
#include "data/memory.h"
#include "data/stop.h"

#define DOING "roles"

// Weights here are those of the network, in its grains: shares of them are
// the same for any unit of weight and order of nodes.
typedef struct {
  const VnPartition *p;
  VnNetwork *net;
  double *to;  // one node's weight to each community
  double *inside, *participation;
  double *mean, *square;  // of `inside`, of each community
  int64_t *size;
} Roles;

static void roles_free(Roles *r) {
  vn_network_free(r->net);
  vn_free(r->to);
  vn_free(r->inside);
  vn_free(r->participation);
  vn_free(r->mean);
  vn_free(r->square);
  vn_free(r->size);
}

static bool roles_room(Roles *r) {
  size_t n = (size_t)r->net->n, k = (size_t)r->p->n_communities;
  r->to = vn_alloc(k, sizeof *r->to);
  r->inside = vn_alloc(n, sizeof *r->inside);
  r->participation = vn_alloc(n, sizeof *r->participation);
  r->mean = vn_alloc(k, sizeof *r->mean);
  r->square = vn_alloc(k, sizeof *r->square);
  r->size = vn_alloc(k, sizeof *r->size);
  return r->to && r->inside && r->participation && r->mean && r->square &&
         r->size;
}

static int32_t home_of(const Roles *r, int32_t i) {
  return r->p->of[r->net->place[i]];
}


// ---- z and participation ----

static void look_at(Roles *r, int32_t i) {
  const VnNetwork *net = r->net;
  int32_t k = r->p->n_communities;
  memset(r->to, 0, (size_t)k * sizeof *r->to);
  for (int64_t e = net->offsets[i]; e < net->offsets[i + 1]; e++)
    r->to[home_of(r, net->neighbours[e])] += net->weights[e];
  double all = net->strengths[i] - net->loops[i], squares = 0;
  for (int32_t c = 0; c < k; c++) squares += r->to[c] / all * (r->to[c] / all);
  r->participation[i] = 1 - squares;
  r->inside[i] = r->to[home_of(r, i)];
}

static bool look_at_all(Roles *r, VnErr *err) {
  for (int32_t i = 0; i < r->net->n; i++) {
    if (i % 64 == 0 && vn_stopped(err)) return false;
    look_at(r, i);
  }
  return true;
}

static void sum_up(Roles *r) {
  int32_t n = r->net->n, k = r->p->n_communities;
  for (int32_t i = 0; i < n; i++) {
    r->mean[home_of(r, i)] += r->inside[i];
    r->size[home_of(r, i)]++;
  }
  for (int32_t c = 0; c < k; c++) r->mean[c] /= (double)r->size[c];
  for (int32_t i = 0; i < n; i++) {
    double apart = r->inside[i] - r->mean[home_of(r, i)];
    r->square[home_of(r, i)] += apart * apart;
  }
}

static double z_of(const Roles *r, int32_t i) {
  int32_t c = home_of(r, i);
  double deviation = sqrt(r->square[c] / (double)r->size[c]);
  if (!(deviation > 1e-12 * r->mean[c])) return 0;
  return (r->inside[i] - r->mean[c]) / deviation;
}


// ---- roles ----

static const char *role_of(double z, double participation) {
  if (z >= 2.5) {
    return participation <= 0.30   ? "provincial hub"
           : participation <= 0.75 ? "connector hub"
                                   : "kinless hub";
  }
  return participation <= 0.05   ? "ultra-peripheral"
         : participation <= 0.62 ? "peripheral"
         : participation <= 0.80 ? "connector"
                                 : "kinless";
}

typedef enum { NODE, COMMUNITY, STRENGTH, INSIDE, Z, SPREAD, ROLE, N } Column;

static bool write_node(const Roles *r, int32_t i, VnColumn **columns,
                       VnDictBuilder *words) {
  int32_t at = r->net->place[i];
  double z = z_of(r, i), participation = r->participation[i];
  if (isnan(participation)) return true;
  const char *role = role_of(z, participation);
  columns[Z]->number[at] = z;
  columns[SPREAD]->number[at] = participation;
  columns[ROLE]->text[at] = vn_dict_builder_add(words, role, strlen(role));
  return columns[ROLE]->text[at] >= 0;
}

static bool write_roles(const Roles *r, VnColumn **columns) {
  size_t n = vn_names_count(r->p->nodes);
  VnDictBuilder *words = vn_dict_builder_new();
  bool whole = words != NULL;
  for (size_t i = 0; i < n; i++) {
    columns[Z]->number[i] = columns[SPREAD]->number[i] = VN_NO_NUMBER;
    columns[ROLE]->text[i] = VN_NO_CODE;
  }
  for (int32_t i = 0; whole && i < r->net->n; i++)
    whole = write_node(r, i, columns, words);
  VnDict *dict =
      whole ? vn_dict_builder_finish(words, columns[ROLE]->text, n) : NULL;
  columns[ROLE]->dict = dict;
  vn_dict_builder_free(words);
  return dict != NULL;
}


// ---- the frame ----

static void write_weights(const VnPartition *p, const VnGraph *g,
                          VnColumn **columns) {
  double *strength = columns[STRENGTH]->number;
  double *inside = columns[INSIDE]->number;
  for (size_t e = 0; e < g->n_edges; e++) {
    int32_t a = g->from[e], b = g->to[e];
    if (a == b) continue;
    strength[a] += g->weight[e], strength[b] += g->weight[e];
    if (p->of[a] != p->of[b]) continue;
    inside[a] += g->weight[e], inside[b] += g->weight[e];
  }
  for (size_t i = 0; i < g->n_nodes; i++) {
    bool apart = p->of[i] == VN_APART;
    columns[COMMUNITY]->integer[i] = apart ? VN_NO_INTEGER : p->of[i] + 1;
  }
}

static bool columns_new(const VnPartition *p, VnColumn **columns) {
  static const VnType types[] = {
      [COMMUNITY] = VN_INTEGER, [STRENGTH] = VN_NUMBER, [INSIDE] = VN_NUMBER,
      [Z] = VN_NUMBER,          [SPREAD] = VN_NUMBER,   [ROLE] = VN_TEXT};
  bool whole = (columns[NODE] = vn_column_of_names(p->nodes)) != NULL;
  for (int c = COMMUNITY; c < N; c++) {
    columns[c] = vn_column_new(types[c], vn_names_count(p->nodes));
    whole = whole && columns[c];
  }
  return whole;
}

static VnFrame *frame_of(const Roles *r, const VnGraph *g, VnErr *err) {
  static const char *const labels[] = {
      "node", "community", "strength", "inside", "z", "participation", "role"};
  VnColumn *columns[N];
  bool whole = columns_new(r->p, columns);
  if (whole) write_weights(r->p, g, columns);
  if (whole && write_roles(r, columns))
    return vn_frame_of(labels, columns, N, g->n_nodes, g->source, err);
  for (int c = 0; c < N; c++) vn_column_free(columns[c]);
  vn_fail_memory(err, DOING);
  return NULL;
}

VnFrame *vn_roles(const VnPartition *p, const VnGraph *g, VnErr *err) {
  Roles r = {.p = p, .net = vn_network_new(g, err)};
  if (!r.net) return NULL;
  VnFrame *frame = NULL;
  if (!roles_room(&r)) {
    vn_fail_memory(err, DOING);
  } else if (look_at_all(&r, err)) {
    sum_up(&r);
    frame = frame_of(&r, g, err);
  }
  roles_free(&r);
  return frame;
}
