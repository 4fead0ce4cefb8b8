// What the makers of synthetic tables draw with. Every run gives the same.
#ifndef VN_BENCH_DRAW_H
#define VN_BENCH_DRAW_H

#include <math.h>
#include <stdint.h>

enum { URN_MOST = 640 };

typedef struct {
  int n;
  int members[URN_MOST];
  double cumulated[URN_MOST];
} Urn;  // things to draw, each with its weight

// splitmix64 (Steele, Lea, Flood 2014): a number from 0 to below 1
static inline double draw(void) {
  static uint64_t state = 2014;
  uint64_t z = state += 0x9e3779b97f4a7c15u;
  z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9u;
  z = (z ^ (z >> 27)) * 0x94d049bb133111ebu;
  return (double)((z ^ (z >> 31)) >> 11) * 0x1p-53;
}

// 1 + geometric with that mean.
static inline int size(double mean, int most) {
  int n = 1 + (int)(log(1 - draw()) / log1p(-1 / mean));
  return n < most ? n : most;
}

static inline void put(Urn *urn, int member, double weight) {
  double before = urn->n ? urn->cumulated[urn->n - 1] : 0;
  urn->members[urn->n] = member;
  urn->cumulated[urn->n++] = before + weight;
}

static inline int pick(const Urn *urn) {
  double at = draw() * urn->cumulated[urn->n - 1];
  int low = 0, high = urn->n - 1;
  while (low < high) {
    int middle = (low + high) / 2;
    if (at < urn->cumulated[middle]) high = middle;
    else low = middle + 1;
  }
  return urn->members[low];
}

#endif
