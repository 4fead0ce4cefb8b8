// The slots of a grouping, one for each community, and what each adds to the
// codelength: what grouping.c keeps and grouping_move.c changes.
#ifndef VN_GROUPING_SLOTS_H
#define VN_GROUPING_SLOTS_H

#include "calc/chance/elementary.h"
#include "calc/space/grouping.h"

// Rosvall, Axelsson and Bergstrom 2009: the codelength is
//   plogp(sum q) - sum plogp(p of nodes) + sum_c plogp(q + p) - 2 plogp(q)
// with q a community's weight to others, and p its strength, both over 2W.
static inline double vn_codelength_term(double total, double strength,
                                        double inner) {
  double q = (strength - inner) / total;
  return vn_plogp(q + strength / total) - 2 * vn_plogp(q);
}

static inline void vn_slot_update(VnGrouping *g, int32_t slot) {
  if (g->goal.quality != VN_MAP_EQUATION) return;
  g->term[slot] =
      vn_codelength_term(g->net->total, g->strength[slot], g->inner[slot]);
}

static inline void vn_slot_swap(VnGrouping *g, int32_t a, int32_t b) {
  int32_t x = g->slots[a], y = g->slots[b];
  g->slots[a] = y, g->where[y] = a;
  g->slots[b] = x, g->where[x] = b;
}

static inline void vn_slot_open(VnGrouping *g, int32_t slot) {
  vn_slot_swap(g, g->where[slot], g->count++);
}

static inline void vn_slot_close(VnGrouping *g, int32_t slot) {
  vn_slot_swap(g, g->where[slot], --g->count);
}

#endif
