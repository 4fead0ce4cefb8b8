#include "calc/linkage/pair_places.h"

#include "data/memory.h"

#define DOING "finding pairs"
#define FEW 512  // members, whose pairs have a table of places

static bool list_starts(VnPairPlaces *p, const VnPairCounts *pairs,
                        VnErr *err) {
  p->start = vn_alloc(p->n_members + 1, sizeof *p->start);
  if (!p->start) return vn_fail_memory(err, DOING);
  for (size_t k = 0; k < pairs->n; k++) p->start[pairs->a[k] + 1]++;
  for (size_t i = 0; i < p->n_members; i++) p->start[i + 1] += p->start[i];
  return true;
}

bool vn_pair_places_new(VnPairPlaces *p, const VnPairCounts *pairs,
                        size_t n_members, VnErr *err) {
  *p = (VnPairPlaces){.b = pairs->b, .n_members = n_members};
  if (n_members > FEW) return list_starts(p, pairs, err);
  p->place = vn_alloc(n_members * n_members, sizeof *p->place);
  if (!p->place) return vn_fail_memory(err, DOING);
  for (size_t k = 0; k < pairs->n; k++)
    p->place[pairs->a[k] * n_members + pairs->b[k]] = (uint32_t)k;
  return true;
}

void vn_pair_places_free(VnPairPlaces *p) {
  vn_free(p->place);
  vn_free(p->start);
}
