#include "calc/space/network.h"

#include <math.h>
#include <string.h>

#include "calc/space/standing.h"
#include "data/memory.h"
#include "data/stop.h"

#define DOING "finding communities"
#define LOOK_EACH 0xfff  // nodes between looks at the stop flag, as a mask

static bool network_room(VnNetwork *net, int32_t n, size_t entries) {
  size_t nodes = (size_t)n;
  net->n = n;
  net->offsets = vn_alloc(nodes + 1, sizeof *net->offsets);
  net->neighbours = vn_alloc(entries, sizeof *net->neighbours);
  net->weights = vn_alloc(entries, sizeof *net->weights);
  net->loops = vn_alloc(nodes, sizeof *net->loops);
  net->strengths = vn_alloc(nodes, sizeof *net->strengths);
  net->place = vn_alloc(nodes, sizeof *net->place);
  return net->offsets && net->neighbours && net->weights && net->loops &&
         net->strengths && net->place;
}

static VnNetwork *network_empty(int32_t n, size_t entries, VnErr *err) {
  VnNetwork *net = vn_alloc(1, sizeof *net);
  if (net && network_room(net, n, entries)) return net;
  vn_network_free(net);
  vn_fail_memory(err, DOING);
  return NULL;
}

void vn_network_free(VnNetwork *net) {
  if (!net) return;
  vn_free(net->offsets);
  vn_free(net->neighbours);
  vn_free(net->weights);
  vn_free(net->loops);
  vn_free(net->strengths);
  vn_free(net->place);
  vn_free(net);
}

static void sum_strengths(VnNetwork *net) {
  net->total = 0;
  for (int32_t i = 0; i < net->n; i++) {
    double sum = net->loops[i];
    for (int64_t e = net->offsets[i]; e < net->offsets[i + 1]; e++)
      sum += net->weights[e];
    net->strengths[i] = sum;
    net->total += sum;
  }
}


// ---- weights in grains ----

// Weights are told in units of the smallest one (or of 2^-40 of the
// largest), then in grains: 2^42 of them at most in the whole network, so
// that every sum of weights is exact. A change of the unit of weight moves a
// number by a rounding error only, far below half a grain.
typedef struct {
  double unit;
  int power;  // one unit is 2^power grains
} Grain;

static Grain grain_of(const VnGraph *g) {
  double least = g->weight[0], most = g->weight[0], sum = 0;
  for (size_t t = 1; t < g->n_edges; t++) {
    least = fmin(least, g->weight[t]);
    most = fmax(most, g->weight[t]);
  }
  Grain grain = {fmax(least, ldexp(most, -40)), 0};
  for (size_t t = 0; t < g->n_edges; t++) sum += g->weight[t] / grain.unit;
  grain.power = (int)floor(42 - log2(2 * sum) - 1e-9);
  return grain;
}

static double in_grains(double weight, Grain grain) {
  return fmax(1, rint(ldexp(weight / grain.unit, grain.power)));
}


// ---- rows as the graph has its nodes ----

static void count_rows(VnNetwork *net, const VnGraph *g) {
  for (size_t t = 0; t < g->n_edges; t++) {
    if (g->from[t] == g->to[t]) continue;
    net->offsets[g->from[t] + 1]++;
    net->offsets[g->to[t] + 1]++;
  }
  for (int32_t i = 0; i < net->n; i++) net->offsets[i + 1] += net->offsets[i];
}

static void put(VnNetwork *net, int64_t *next, int32_t row, int32_t neighbour,
                double weight) {
  net->neighbours[next[row]] = neighbour;
  net->weights[next[row]++] = weight;
}

static bool fill_rows(VnNetwork *net, const VnGraph *g, int64_t *next,
                      VnErr *err) {
  Grain grain = grain_of(g);
  count_rows(net, g);
  memcpy(next, net->offsets, (size_t)net->n * sizeof *next);
  for (size_t t = 0; t < g->n_edges; t++) {
    if ((t & VN_STOP_EVERY) == 0 && vn_stopped(err)) return false;
    int32_t a = g->from[t], b = g->to[t];
    double weight = in_grains(g->weight[t], grain);
    if (a == b) {
      net->loops[a] += 2 * weight;
      continue;
    }
    put(net, next, a, b, weight);
    put(net, next, b, a, weight);
  }
  sum_strengths(net);
  net->grain = ldexp(grain.unit, -grain.power);
  return true;
}

static VnNetwork *rows_as_given(const VnGraph *g, VnErr *err) {
  VnNetwork *net = network_empty((int32_t)g->n_nodes, 2 * g->n_edges, err);
  int64_t *next = net ? vn_alloc(g->n_nodes, sizeof *next) : NULL;
  if (net && !next) vn_fail_memory(err, DOING);
  bool done = next && fill_rows(net, g, next, err);
  vn_free(next);
  if (done) return net;
  vn_network_free(net);
  return NULL;
}


// ---- the order of the nodes ----

static void place_in_order(VnNetwork *net, const VnNetwork *given,
                           const int32_t *order, int32_t *rank, int64_t *next) {
  for (int32_t i = 0; i < net->n; i++) {
    int32_t old = net->place[i] = order[i];
    rank[old] = i;
    net->loops[i] = given->loops[old];
    net->offsets[i + 1] =
        net->offsets[i] + given->offsets[old + 1] - given->offsets[old];
    next[i] = net->offsets[i];
  }
}

// Handing each node, in the new order, to its neighbours leaves every row
// ascending.
static bool fill_in_order(VnNetwork *net, const VnNetwork *given,
                          const int32_t *order, int32_t *rank, int64_t *next,
                          VnErr *err) {
  place_in_order(net, given, order, rank, next);
  for (int32_t i = 0; i < net->n; i++) {
    if ((i & LOOK_EACH) == 0 && vn_stopped(err)) return false;
    int32_t old = net->place[i];
    for (int64_t e = given->offsets[old]; e < given->offsets[old + 1]; e++)
      put(net, next, rank[given->neighbours[e]], i, given->weights[e]);
  }
  sum_strengths(net);
  return true;
}

// Room for the ordering of n nodes.
typedef struct {
  int32_t *order, *rank;
  int64_t *next;
} Ordering;

static bool ordering_room(Ordering *o, size_t n) {
  o->order = vn_alloc(n, sizeof *o->order);
  o->rank = vn_alloc(n, sizeof *o->rank);
  o->next = vn_alloc(n, sizeof *o->next);
  return o->order && o->rank && o->next;
}

static void ordering_free(Ordering *o) {
  vn_free(o->order);
  vn_free(o->rank);
  vn_free(o->next);
}

static VnNetwork *order_with(const VnNetwork *given, const VnNames *nodes,
                             Ordering *o, VnErr *err) {
  int32_t n = vn_standing(given, nodes, o->order, err);
  if (n < 0) return NULL;
  VnNetwork *net = network_empty(n, (size_t)given->offsets[given->n], err);
  if (net && fill_in_order(net, given, o->order, o->rank, o->next, err))
    return net;
  vn_network_free(net);
  return NULL;
}

static VnNetwork *in_order(const VnNetwork *given, const VnNames *nodes,
                           VnErr *err) {
  Ordering o;
  VnNetwork *net = NULL;
  if (ordering_room(&o, (size_t)given->n))
    net = order_with(given, nodes, &o, err);
  else vn_fail_memory(err, DOING);
  ordering_free(&o);
  return net;
}

VnNetwork *vn_network_new(const VnGraph *g, VnErr *err) {
  if (g->directed) {
    vn_fail(err, DOING ": the graph has directions, and a community has none; "
                       "take g:undirected() first");
    return NULL;
  }
  if (g->n_edges == 0) {
    vn_fail(err, DOING ": the graph has no edges");
    return NULL;
  }
  VnNetwork *given = rows_as_given(g, err);
  VnNetwork *net = given ? in_order(given, g->nodes, err) : NULL;
  if (net) net->grain = given->grain;
  vn_network_free(given);
  return net;
}


// ---- groups become nodes ----

typedef struct {
  int32_t *first;    // of each group in members, and the end
  int32_t *members;  // nodes, group by group
  double *to;        // weight to each group
  int32_t *met;      // groups with such a weight
} Folding;

static bool folding_room(Folding *f, int32_t n, int32_t n_groups) {
  f->first = vn_alloc((size_t)n_groups + 1, sizeof *f->first);
  f->members = vn_alloc((size_t)n, sizeof *f->members);
  f->to = vn_alloc((size_t)n_groups, sizeof *f->to);
  f->met = vn_alloc((size_t)n_groups, sizeof *f->met);
  return f->first && f->members && f->to && f->met;
}

static void folding_free(Folding *f) {
  vn_free(f->first);
  vn_free(f->members);
  vn_free(f->to);
  vn_free(f->met);
}

// Gives an upper bound of the rows' entries.
static size_t list_members(Folding *f, const VnNetwork *net,
                           const int32_t *group, int32_t n_groups,
                           int32_t n_rows) {
  size_t entries = 0;
  for (int32_t i = 0; i < net->n; i++) {
    f->first[group[i]]++;
    if (group[i] < n_rows)
      entries += (size_t)(net->offsets[i + 1] - net->offsets[i]);
  }
  int32_t end = 0;
  for (int32_t c = 0; c < n_groups; c++) f->first[c] = end += f->first[c];
  f->first[n_groups] = end;
  for (int32_t i = net->n; i-- > 0;) f->members[--f->first[group[i]]] = i;
  size_t pairs = (size_t)n_groups * (size_t)n_rows;
  return entries < pairs ? entries : pairs;
}

// The weights from the members of group c to each group; how many groups.
static int32_t meet_groups(const VnNetwork *net, const int32_t *group,
                           Folding *f, int32_t c) {
  int32_t n_met = 0;
  for (int32_t m = f->first[c]; m < f->first[c + 1]; m++) {
    int32_t i = f->members[m];
    for (int64_t e = net->offsets[i]; e < net->offsets[i + 1]; e++) {
      int32_t other = group[net->neighbours[e]];
      if (f->to[other] == 0) f->met[n_met++] = other;
      f->to[other] += net->weights[e];
    }
  }
  return n_met;
}

static void write_row(VnNetwork *into, Folding *f, int32_t n_met, int32_t c) {
  int64_t end = into->offsets[c];
  for (int32_t k = 0; k < n_met; k++) {
    int32_t other = f->met[k];
    if (other != c) {
      into->neighbours[end] = other;
      into->weights[end++] = f->to[other];
    }
    f->to[other] = 0;
  }
  into->offsets[c + 1] = end;
}

static bool write_rows(VnNetwork *into, const VnNetwork *net,
                       const int32_t *group, Folding *f, int32_t n_rows,
                       VnErr *err) {
  int32_t next_look = 0;
  for (int32_t c = 0; c < into->n; c++) {
    if (f->first[c] >= next_look) {
      if (vn_stopped(err)) return false;
      next_look = f->first[c] + LOOK_EACH;
    }
    write_row(into, f, c < n_rows ? meet_groups(net, group, f, c) : 0, c);
    into->place[c] = c;
  }
  into->total = net->total;
  return true;
}

VnNetwork *vn_network_contract(const VnNetwork *net, const int32_t *group,
                               int32_t n_groups, int32_t n_rows, VnErr *err) {
  Folding f;
  VnNetwork *into = NULL;
  if (!folding_room(&f, net->n, n_groups)) {
    vn_fail_memory(err, DOING);
  } else {
    size_t entries = list_members(&f, net, group, n_groups, n_rows);
    into = network_empty(n_groups, entries, err);
  }
  bool done = into && write_rows(into, net, group, &f, n_rows, err);
  folding_free(&f);
  if (done) return into;
  vn_network_free(into);
  return NULL;
}
