#include "calc/chance/elementary.h"
#include "calc/space/grouping.h"
#include "calc/space/grouping_slots.h"
#include "data/stop.h"

#define LOOK_EACH 100000  // ties between looks at the stop flag

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
         vn_codelength_term(total, strength + m->strength,
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
  double term = vn_codelength_term(g->net->total, strength, inner);
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
  if (g->size[slot] == 0) vn_slot_open(g, slot);
  g->size[slot]++;
  g->strength[slot] += m->strength;
  g->inner[slot] += m->loop + 2 * weight;
  g->size[m->from]--;
  g->strength[m->from] -= m->strength;
  g->inner[m->from] -= m->loop + 2 * m->own;
  if (g->size[m->from] == 0) vn_slot_close(g, m->from);
  g->exits += 2 * m->own - 2 * weight;
  g->of[m->node] = slot;
  vn_slot_update(g, slot);
  vn_slot_update(g, m->from);
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
