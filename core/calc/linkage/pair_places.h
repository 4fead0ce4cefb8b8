// Where a pair of members stands among the pairs that meet.
#ifndef VN_PAIR_PLACES_H
#define VN_PAIR_PLACES_H

#include "calc/linkage/pairs.h"

// One of the two, by the number of members.
typedef struct {
  const uint32_t *b;  // of the pairs
  size_t n_members;
  uint32_t *place;  // of the pair a, b, at a n_members + b; NULL: too many
  size_t *start;    // of each member: where its pairs begin
} VnPairPlaces;

// Needs vn_pair_places_free also when it fails.
bool vn_pair_places_new(VnPairPlaces *places, const VnPairCounts *pairs,
                        size_t n_members, VnErr *err);
void vn_pair_places_free(VnPairPlaces *places);

// Of a < b, which do meet.
static inline size_t vn_pair_place(const VnPairPlaces *p, uint32_t a,
                                   uint32_t b) {
  if (p->place) return p->place[a * p->n_members + b];
  size_t low = p->start[a], high = p->start[a + 1];
  while (low + 1 < high) {
    size_t middle = (low + high) / 2;
    if (p->b[middle] <= b) low = middle;
    else high = middle;
  }
  return low;
}

#endif
