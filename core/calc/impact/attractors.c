#include "calc/impact/attractors.h"

#include "data/memory.h"

static bool grow(VnAttractors *a, VnErr *err) {
  size_t room = a->room ? 2 * a->room : 64;
  uint8_t *variant = vn_resize(a->basins->variant, room, a->width);
  if (variant) a->basins->variant = variant;
  uint64_t *weight = vn_resize(a->basins->weight, room, sizeof *weight);
  if (weight) a->basins->weight = weight;
  uint64_t *cycle = vn_resize(a->basins->cycle, room, sizeof *cycle);
  if (cycle) a->basins->cycle = cycle;
  if (!variant || !weight || !cycle)
    return vn_fail_memory(err, "following scenarios");
  a->room = room;
  return true;
}

int64_t vn_attractor_add(VnAttractors *a, uint64_t cycle, uint8_t **variant,
                         VnErr *err) {
  VnBasins *basins = a->basins;
  if (basins->n == a->room && !grow(a, err)) return -1;
  *variant = basins->variant + basins->n * a->width;
  basins->weight[basins->n] = 0;
  basins->cycle[basins->n] = cycle;
  return (int64_t)basins->n++;
}
