#include "calc/space/grouping.h"

#include <string.h>

#include "calc/space/grouping_slots.h"
#include "data/memory.h"

#define DOING "finding communities"

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

static void put_alone(VnGrouping *g, int32_t node, int32_t slot) {
  vn_slot_open(g, slot);
  g->of[node] = slot;
  g->size[slot] = 1;
  g->strength[slot] = g->net->strengths[node];
  g->inner[slot] = g->net->loops[node];
  g->exits -= g->net->loops[node];
  vn_slot_update(g, slot);
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
         vn_codelength_term(total, strength, inner);
}


// ---- nodes held and let go ----

void vn_grouping_dissolve(VnGrouping *g, const int32_t *slots, int32_t n) {
  const VnNetwork *net = g->net;
  for (int32_t k = 0; k < n; k++) g->size[slots[k]] = 0;
  for (int32_t i = 0; i < net->n; i++)
    g->held[i] = g->size[g->of[i]] > 0 ? 1 : 0;
  for (int32_t k = n; k-- > 0;) {
    g->exits += g->inner[slots[k]];
    vn_slot_close(g, slots[k]);
  }
  for (int32_t i = 0; i < net->n; i++) {
    if (!g->held[i]) put_alone(g, i, g->slots[g->count]);
  }
}

void vn_grouping_release(VnGrouping *g) {
  memset(g->held, 0, (size_t)g->net->n);
}
