#include "calc/grouping.h"

#include <string.h>

#include "calc/elementary.h"
#include "data/memory.h"
#include "data/stop.h"

#define DOING "finding communities"
#define LOOK_EACH 1000000  // ties between looks at the stop flag

static bool grouping_room(VnGrouping *g, size_t n) {
  g->of = vn_alloc(n, sizeof *g->of);
  g->slots = vn_alloc(n, sizeof *g->slots);
  g->where = vn_alloc(n, sizeof *g->where);
  g->size = vn_alloc(n, sizeof *g->size);
  g->strength = vn_alloc(n, sizeof *g->strength);
  g->inner = vn_alloc(n, sizeof *g->inner);
  g->term = vn_alloc(n, sizeof *g->term);
  g->to = vn_alloc(n, sizeof *g->to);
  g->met = vn_alloc(n, sizeof *g->met);
  g->queue = vn_alloc(n, sizeof *g->queue);
  g->queued = vn_alloc(n, sizeof *g->queued);
  g->held = vn_alloc(n, sizeof *g->held);
  return g->of && g->slots && g->where && g->size && g->strength && g->inner &&
         g->term && g->to && g->met && g->queue && g->queued && g->held;
}

void vn_grouping_free(VnGrouping *g) {
  if (!g) return;
  vn_network_free(g->own);
  vn_free(g->of);
  vn_free(g->slots);
  vn_free(g->where);
  vn_free(g->size);
  vn_free(g->strength);
  vn_free(g->inner);
  vn_free(g->term);
  vn_free(g->to);
  vn_free(g->met);
  vn_free(g->queue);
  vn_free(g->queued);
  vn_free(g->held);
  vn_free(g);
}


// ---- sums of communities ----

// Rosvall, Axelsson and Bergstrom 2009: the codelength is
//   plogp(sum q) - sum plogp(p of nodes) + sum_c plogp(q + p) - 2 plogp(q)
// with q a community's weight to others, and p its strength, both over 2W.
static double codelength_term(double total, double strength, double inner) {
  double q = (strength - inner) / total;
  return vn_plogp(q + strength / total) - 2 * vn_plogp(q);
}

static void update_term(VnGrouping *g, int32_t slot) {
  if (g->goal.quality != VN_MAP_EQUATION) return;
  g->term[slot] =
      codelength_term(g->net->total, g->strength[slot], g->inner[slot]);
}

static void swap_slots(VnGrouping *g, int32_t a, int32_t b) {
  int32_t x = g->slots[a], y = g->slots[b];
  g->slots[a] = y, g->where[y] = a;
  g->slots[b] = x, g->where[x] = b;
}

static void open_slot(VnGrouping *g, int32_t slot) {
  swap_slots(g, g->where[slot], g->count++);
}

static void close_slot(VnGrouping *g, int32_t slot) {
  swap_slots(g, g->where[slot], --g->count);
}

static void put_alone(VnGrouping *g, int32_t node, int32_t slot) {
  open_slot(g, slot);
  g->of[node] = slot;
  g->size[slot] = 1;
  g->strength[slot] = g->net->strengths[node];
  g->inner[slot] = g->net->loops[node];
  g->exits -= g->net->loops[node];
  update_term(g, slot);
}

VnGrouping *vn_grouping_new(const VnNetwork *net, const VnGoal *goal,
                            VnErr *err) {
  VnGrouping *g = vn_alloc(1, sizeof *g);
  if (!g || !grouping_room(g, (size_t)net->n)) {
    vn_grouping_free(g);
    vn_fail_memory(err, DOING);
    return NULL;
  }
  g->net = net;
  g->goal = *goal;
  g->least_gain = goal->quality == VN_MODULARITY ? 1e-13 * net->total : 1e-13;
  g->exits = net->total;
  for (int32_t i = 0; i < net->n; i++) g->slots[i] = g->where[i] = i;
  for (int32_t i = 0; i < net->n; i++) put_alone(g, i, i);
  return g;
}

void vn_grouping_copy(VnGrouping *g, const VnGrouping *from) {
  size_t n = (size_t)g->net->n;
  g->count = from->count;
  g->exits = from->exits;
  memcpy(g->of, from->of, n * sizeof *g->of);
  memcpy(g->slots, from->slots, n * sizeof *g->slots);
  memcpy(g->where, from->where, n * sizeof *g->where);
  memcpy(g->size, from->size, n * sizeof *g->size);
  memcpy(g->strength, from->strength, n * sizeof *g->strength);
  memcpy(g->inner, from->inner, n * sizeof *g->inner);
  memcpy(g->term, from->term, n * sizeof *g->term);
}

// Moves the items of `from` at the slots to 0 .. n - 1, in their order.
static void gather(double *items, double *spare, const int32_t *slots,
                   int32_t n) {
  for (int32_t k = 0; k < n; k++) spare[k] = items[slots[k]];
  for (int32_t k = 0; k < n; k++) items[slots[k]] = 0;
  for (int32_t k = 0; k < n; k++) items[k] = spare[k], spare[k] = 0;
}

static void count_sizes(VnGrouping *g) {
  memset(g->size, 0, (size_t)g->net->n * sizeof *g->size);
  for (int32_t i = 0; i < g->net->n; i++) g->size[g->of[i]]++;
}

enum { FREE = -1, HELD = -2 };

// Each slot's number as compact wants it; the slots in that order come into
// the queue.
static int32_t number_slots(VnGrouping *g, int32_t *number) {
  int32_t n_nodes = g->net->n, n = 0, n_free = 0;
  for (int32_t k = 0; k < g->count; k++) number[g->slots[k]] = FREE;
  for (int32_t i = 0; i < n_nodes; i++) {
    if (g->held[i]) number[g->of[i]] = HELD;
  }
  for (int wanted = FREE; wanted >= HELD; wanted--) {
    for (int32_t i = 0; i < n_nodes && n < g->count; i++) {
      if (number[g->of[i]] != wanted) continue;
      g->queue[n] = g->of[i];
      number[g->of[i]] = n++;
    }
    if (wanted == FREE) n_free = n;
  }
  return n_free;
}

int32_t vn_grouping_compact(VnGrouping *g) {
  int32_t *number = g->met;
  int32_t n_free = number_slots(g, number);
  for (int32_t i = 0; i < g->net->n; i++) {
    g->of[i] = number[g->of[i]];
    g->slots[i] = g->where[i] = i;
  }
  gather(g->strength, g->to, g->queue, g->count);
  gather(g->inner, g->to, g->queue, g->count);
  gather(g->term, g->to, g->queue, g->count);
  count_sizes(g);
  return n_free;
}

VnGrouping *vn_grouping_contract(const VnGrouping *g, int32_t n_free,
                                 VnErr *err) {
  size_t n = (size_t)g->count;
  VnNetwork *net = vn_network_contract(g->net, g->of, g->count, n_free, err);
  if (!net) return NULL;
  memcpy(net->strengths, g->strength, n * sizeof *net->strengths);
  memcpy(net->loops, g->inner, n * sizeof *net->loops);
  VnGrouping *contracted = vn_grouping_new(net, &g->goal, err);
  if (!contracted) {
    vn_network_free(net);
    return NULL;
  }
  contracted->own = net;
  memset(contracted->held + n_free, 1, n - (size_t)n_free);
  return contracted;
}

void vn_grouping_adopt(VnGrouping *g, const VnGrouping *contracted) {
  size_t n = (size_t)contracted->net->n;
  for (int32_t i = 0; i < g->net->n; i++) g->of[i] = contracted->of[g->of[i]];
  g->count = contracted->count;
  g->exits = contracted->exits;
  memcpy(g->slots, contracted->slots, n * sizeof *g->slots);
  memcpy(g->where, contracted->where, n * sizeof *g->where);
  memcpy(g->strength, contracted->strength, n * sizeof *g->strength);
  memcpy(g->inner, contracted->inner, n * sizeof *g->inner);
  memcpy(g->term, contracted->term, n * sizeof *g->term);
  count_sizes(g);
}

double vn_grouping_value(const VnGrouping *g) {
  double total = g->net->total, sum = 0;
  if (g->goal.quality == VN_MAP_EQUATION) {
    for (int32_t k = 0; k < g->count; k++) sum += g->term[g->slots[k]];
    return -(sum + vn_plogp(g->exits / total));
  }
  for (int32_t k = 0; k < g->count; k++) {
    double s = g->strength[g->slots[k]];
    sum += g->inner[g->slots[k]] - g->goal.resolution * s * (s / total);
  }
  return sum / 2;
}

double vn_grouping_joint_gain(const VnGrouping *g, int32_t a, int32_t b,
                              double weight) {
  double total = g->net->total;
  double strength = g->strength[a] + g->strength[b];
  if (g->goal.quality == VN_MODULARITY) {
    return weight -
           g->goal.resolution * g->strength[a] * (g->strength[b] / total);
  }
  double inner = g->inner[a] + g->inner[b] + 2 * weight;
  return vn_plogp(g->exits / total) -
         vn_plogp((g->exits - 2 * weight) / total) + g->term[a] + g->term[b] -
         codelength_term(total, strength, inner);
}


// ---- one node's move ----

// A node taken out of its community: what is left, and what any other
// community must beat.
typedef struct {
  int32_t node, from;
  double strength, loop;
  double own;      // its weight to the community it was in
  double to_beat;  // the score of going back
} Mover;

static double potts_score(const VnGrouping *g, const Mover *m, double strength,
                          double weight) {
  return weight - g->goal.resolution * m->strength * (strength / g->net->total);
}

// The codelength, turned round, of all that depends on where the node goes:
// to a community with these sums, its weight to which is given.
static double map_score(const VnGrouping *g, const Mover *m, double strength,
                        double inner, double term, double weight) {
  double total = g->net->total;
  double exits = g->exits + 2 * m->own - 2 * weight;
  return term - vn_plogp(exits / total) -
         codelength_term(total, strength + m->strength,
                         inner + m->loop + 2 * weight);
}

static double score(const VnGrouping *g, const Mover *m, int32_t slot,
                    double weight) {
  if (g->goal.quality == VN_MODULARITY)
    return potts_score(g, m, g->strength[slot], weight);
  return map_score(g, m, g->strength[slot], g->inner[slot], g->term[slot],
                   weight);
}

static Mover take_out(const VnGrouping *g, int32_t node) {
  int32_t from = g->of[node];
  Mover m = {.node = node,
             .from = from,
             .strength = g->net->strengths[node],
             .loop = g->net->loops[node],
             .own = g->to[from]};
  double strength = g->strength[from] - m.strength;
  if (g->goal.quality == VN_MODULARITY) {
    m.to_beat = potts_score(g, &m, strength, m.own);
    return m;
  }
  double inner = g->inner[from] - m.loop - 2 * m.own;
  double term = codelength_term(g->net->total, strength, inner);
  m.to_beat = map_score(g, &m, strength, inner, term, m.own);
  return m;
}

// The weights from a node to the communities around it; how many there are.
static int32_t meet(VnGrouping *g, int32_t node) {
  const VnNetwork *net = g->net;
  int32_t n_met = 0;
  for (int64_t e = net->offsets[node]; e < net->offsets[node + 1]; e++) {
    int32_t slot = g->of[net->neighbours[e]];
    if (g->to[slot] == 0) g->met[n_met++] = slot;
    g->to[slot] += net->weights[e];
  }
  return n_met;
}

static void carry_out(VnGrouping *g, const Mover *m, int32_t slot) {
  double weight = g->to[slot];
  if (g->size[slot] == 0) open_slot(g, slot);
  g->size[slot]++;
  g->strength[slot] += m->strength;
  g->inner[slot] += m->loop + 2 * weight;
  g->size[m->from]--;
  g->strength[m->from] -= m->strength;
  g->inner[m->from] -= m->loop + 2 * m->own;
  if (g->size[m->from] == 0) close_slot(g, m->from);
  g->exits += 2 * m->own - 2 * weight;
  g->of[m->node] = slot;
  update_term(g, slot);
  update_term(g, m->from);
}

// Where a node may go without knowing anyone there: a community of its own,
// or where no more are allowed the lightest.
static int32_t elsewhere(const VnGrouping *g, int32_t limit) {
  if (g->count < limit && g->count < g->net->n) return g->slots[g->count];
  int32_t lightest = g->slots[0];
  for (int32_t k = 1; k < g->count; k++) {
    if (g->strength[g->slots[k]] < g->strength[lightest])
      lightest = g->slots[k];
  }
  return lightest;
}

static void forget(VnGrouping *g, int32_t n_met) {
  for (int32_t k = 0; k < n_met; k++) g->to[g->met[k]] = 0;
}

void vn_grouping_move(VnGrouping *g, int32_t node, int32_t slot) {
  int32_t n_met = meet(g, node);
  Mover m = take_out(g, node);
  if (slot != m.from) carry_out(g, &m, slot);
  forget(g, n_met);
}

static int32_t best_slot(const VnGrouping *g, const Mover *m, int32_t n_met) {
  int32_t best = m->from;
  double most = m->to_beat + g->least_gain;
  for (int32_t k = 0; k < n_met; k++) {
    int32_t slot = g->met[k];
    double reached = score(g, m, slot, g->to[slot]);
    if (slot == m->from || reached <= most) continue;
    most = reached;
    best = slot;
  }
  return best;
}

// True when the node moved.
static bool move_best(VnGrouping *g, int32_t node, int32_t other) {
  if (g->size[g->of[node]] == 1 && g->count <= g->goal.at_least) return false;
  int32_t n_met = meet(g, node);
  Mover m = take_out(g, node);
  if (g->to[other] == 0) g->met[n_met++] = other;
  int32_t best = best_slot(g, &m, n_met);
  if (best != m.from) carry_out(g, &m, best);
  forget(g, n_met);
  return best != m.from;
}


// ---- all nodes, until none gains by moving ----

static void shuffle(int32_t *items, int32_t n, VnRandom *random) {
  for (int32_t i = n; i > 1; i--) {
    int32_t j = (int32_t)vn_random_below(random, (uint32_t)i);
    int32_t item = items[i - 1];
    items[i - 1] = items[j];
    items[j] = item;
  }
}

int32_t vn_grouping_queue_all(VnGrouping *g, VnRandom *random) {
  int32_t n = 0;
  for (int32_t i = 0; i < g->net->n; i++) {
    if (!g->held[i]) g->queue[n++] = i;
  }
  shuffle(g->queue, n, random);
  return n;
}

// The queue is a ring: n waiting from `first` on.
typedef struct {
  int32_t first, n;
} Ring;

static void wake_neighbours(VnGrouping *g, Ring *ring, int32_t node) {
  const VnNetwork *net = g->net;
  for (int64_t e = net->offsets[node]; e < net->offsets[node + 1]; e++) {
    int32_t other = net->neighbours[e];
    if (g->queued[other] || g->held[other] || g->of[other] == g->of[node])
      continue;
    int64_t end = (int64_t)ring->first + ring->n++;
    g->queue[end >= net->n ? end - net->n : end] = other;
    g->queued[other] = 1;
  }
}

static int32_t next_waiting(VnGrouping *g, Ring *ring) {
  int32_t node = g->queue[ring->first++];
  if (ring->first == g->net->n) ring->first = 0;
  ring->n--;
  g->queued[node] = 0;
  return node;
}

bool vn_grouping_settle(VnGrouping *g, int32_t n_queued, int32_t limit,
                        VnErr *err) {
  Ring ring = {0, n_queued};
  int64_t ties = 0;
  for (int32_t k = 0; k < n_queued; k++) g->queued[g->queue[k]] = 1;
  int32_t other = elsewhere(g, limit);
  while (ring.n > 0) {
    int32_t node = next_waiting(g, &ring);
    ties += g->net->offsets[node + 1] - g->net->offsets[node] + 1;
    if (ties > LOOK_EACH) {
      ties = 0;
      if (vn_stopped(err)) return false;
    }
    if (!move_best(g, node, other)) continue;
    wake_neighbours(g, &ring, node);
    other = elsewhere(g, limit);
  }
  return true;
}

void vn_grouping_dissolve(VnGrouping *g, const int32_t *slots, int32_t n) {
  const VnNetwork *net = g->net;
  for (int32_t k = 0; k < n; k++) g->size[slots[k]] = 0;
  for (int32_t i = 0; i < net->n; i++)
    g->held[i] = g->size[g->of[i]] > 0 ? 1 : 0;
  for (int32_t k = n; k-- > 0;) {
    g->exits += g->inner[slots[k]];
    close_slot(g, slots[k]);
  }
  for (int32_t i = 0; i < net->n; i++) {
    if (!g->held[i]) put_alone(g, i, g->slots[g->count]);
  }
}

void vn_grouping_release(VnGrouping *g) {
  memset(g->held, 0, (size_t)g->net->n);
}
