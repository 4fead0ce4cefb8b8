#include "calc/graph/broker.h"

#include "calc/graph/neighbours.h"
#include "data/graph/frame.h"
#include "data/memory.h"
#include "data/stop.h"

#define DOING "brokerage"
#define N_ROLES 5
#define LOOK_EACH 1000000  // steps

typedef enum {
  COORDINATOR,
  ITINERANT,
  GATEKEEPER,
  REPRESENTATIVE,
  LIAISON
} Role;

typedef struct {
  const VnNeighbours *out;
  const VnColumn *groups;
  int32_t *marks;  // the last a, plus one, with an edge to each node
  VnColumn *columns[N_ROLES + 1];
  size_t steps;
} Roles;

static bool same_group(const VnColumn *groups, int32_t x, int32_t y) {
  switch (groups->type) {
    case VN_TEXT: return groups->text[x] == groups->text[y];
    case VN_INTEGER: return groups->integer[x] == groups->integer[y];
    case VN_LOGICAL: return groups->logical[x] == groups->logical[y];
    case VN_DATE: return groups->date[x] == groups->date[y];
    case VN_NUMBER: return groups->number[x] == groups->number[y];
  }
  return false;
}

static Role role_of(const VnColumn *groups, int32_t a, int32_t b, int32_t c) {
  bool ab = same_group(groups, a, b), bc = same_group(groups, b, c);
  if (ab) return bc ? COORDINATOR : REPRESENTATIVE;
  if (bc) return GATEKEEPER;
  return same_group(groups, a, c) ? ITINERANT : LIAISON;
}

// All ways from a over b; the neighbours of a are marked.
static void go_on(Roles *r, int32_t a, int32_t b) {
  for (size_t k = r->out->starts[b]; k < r->out->starts[b + 1]; k++) {
    int32_t c = r->out->nodes[k];
    if (c == a || r->marks[c] == a + 1) continue;
    if (vn_column_missing(r->groups, (size_t)c)) continue;
    r->columns[role_of(r->groups, a, b, c)]->integer[b]++;
    r->columns[N_ROLES]->integer[b]++;
  }
  r->steps += vn_n_neighbours(r->out, (size_t)b);
}

static bool count(Roles *r, VnErr *err) {
  for (size_t a = 0; a < r->out->n; a++) {
    if (a == 0 || r->steps > LOOK_EACH) {
      if (vn_stopped(err)) return false;
      r->steps = 0;
    }
    if (vn_column_missing(r->groups, a)) continue;
    size_t start = r->out->starts[a], end = r->out->starts[a + 1];
    for (size_t k = start; k < end; k++) {
      r->marks[r->out->nodes[k]] = (int32_t)a + 1;
    }
    for (size_t k = start; k < end; k++) {
      int32_t b = r->out->nodes[k];
      if (vn_column_missing(r->groups, (size_t)b)) continue;
      go_on(r, (int32_t)a, b);
    }
    r->steps += 1 + end - start;
  }
  return true;
}

static bool roles_room(Roles *r, size_t n) {
  r->marks = vn_alloc(n, sizeof *r->marks);
  bool enough = r->marks != NULL;
  for (int k = 0; k <= N_ROLES; k++) {
    r->columns[k] = vn_column_new(VN_INTEGER, n);
    enough = enough && r->columns[k];
  }
  return enough;
}

static VnFrame *tell(const VnGraph *g, const Roles *r, VnErr *err) {
  static const char *const names[] = {
      "group",          "coordinator", "itinerant", "gatekeeper",
      "representative", "liaison",     "total"};
  VnColumn *columns[N_ROLES + 2] = {vn_column_share((VnColumn *)r->groups)};
  for (int k = 0; k <= N_ROLES; k++) columns[k + 1] = r->columns[k];
  return vn_graph_node_frame(g, names, columns, N_ROLES + 2, err);
}

static const VnColumn *find_groups(const VnGraph *g, const VnFrame *frame,
                                   const char *group, VnErr *err) {
  const VnColumn *groups = vn_frame_column(frame, group, err);
  if (!groups) vn_fail_while(err, DOING);
  if (!groups || groups->n == g->n_nodes) return groups;
  vn_fail(err, DOING ": %zu groups for %zu nodes", groups->n, g->n_nodes);
  return NULL;
}

VnFrame *vn_brokerage(const VnGraph *g, const VnFrame *frame, const char *group,
                      VnErr *err) {
  const VnColumn *groups = find_groups(g, frame, group, err);
  if (!groups) return NULL;
  VnNeighbours *out = vn_neighbours(g, VN_OUT, err);
  if (!out) return NULL;
  Roles r = {.groups = groups, .out = out};
  VnFrame *told = NULL;
  bool enough = roles_room(&r, g->n_nodes);
  if (!enough) vn_fail_memory(err, DOING);
  if (enough && count(&r, err)) {
    told = tell(g, &r, err);
  } else {
    for (int k = 0; k <= N_ROLES; k++) vn_column_free(r.columns[k]);
  }
  vn_free(r.marks);
  vn_neighbours_free(out);
  return told;
}
