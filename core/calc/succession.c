#include "calc/succession.h"

#include <string.h>

// The variant promoted most; the present one where it is among them.
static uint8_t best_of(const VnBalance *b, const int64_t *scores, size_t i,
                       uint8_t now) {
  const int64_t *own = scores + b->first[i];
  size_t n = b->first[i + 1] - b->first[i];
  size_t best = now;
  for (size_t k = 0; k < n; k++) {
    if (own[k] > own[best]) best = k;
  }
  return (uint8_t)best;
}

static void all_at_once(const VnSuccession *s, const uint8_t *from,
                        uint8_t *to) {
  for (size_t i = 0; i < s->balance->n; i++)
    to[i] = best_of(s->balance, s->scores, i, from[i]);
}

static void one_variant_on(const VnSuccession *s, const uint8_t *from,
                           uint8_t *to) {
  for (size_t i = 0; i < s->balance->n; i++) {
    uint8_t best = best_of(s->balance, s->scores, i, from[i]);
    if (best > from[i]) to[i] = (uint8_t)(from[i] + 1);
    if (best < from[i]) to[i] = (uint8_t)(from[i] - 1);
  }
}

static void most_lacking(const VnSuccession *s, const uint8_t *from,
                         uint8_t *to) {
  size_t worst = 0;
  int64_t most = 0;
  for (size_t i = 0; i < s->balance->n; i++) {
    int64_t lack = vn_balance_lack(s->balance, from, s->scores, i);
    if (lack > most) most = lack, worst = i;
  }
  to[worst] = best_of(s->balance, s->scores, worst, from[worst]);
}

static void one_by_one(const VnSuccession *s, uint8_t *to) {
  const VnBalance *b = s->balance;
  for (size_t i = 0; i < b->n; i++) {
    uint8_t best = best_of(b, s->scores, i, to[i]);
    if (best == to[i]) continue;
    const int32_t *gone = b->cells + (b->first[i] + to[i]) * b->n_variants;
    const int32_t *come = b->cells + (b->first[i] + best) * b->n_variants;
    for (size_t l = 0; l < b->n_variants; l++)
      s->scores[l] += come[l] - gone[l];
    to[i] = best;
  }
}

static void fastest(const VnSuccession *s, const uint8_t *from, uint8_t *to) {
  int64_t most = INT64_MIN;
  for (size_t i = 0; i < s->balance->n; i++) {
    bool moves = best_of(s->balance, s->scores, i, from[i]) != from[i];
    if (moves && s->speed[i] > most) most = s->speed[i];
  }
  for (size_t i = 0; i < s->balance->n; i++) {
    if (s->speed[i] == most) to[i] = best_of(s->balance, s->scores, i, from[i]);
  }
}

bool vn_succeed(const VnSuccession *s, const uint8_t *from, uint8_t *to) {
  vn_balance_scores(s->balance, from, s->scores);
  return vn_succeed_scored(s, from, to);
}

bool vn_succeed_scored(const VnSuccession *s, const uint8_t *from,
                       uint8_t *to) {
  size_t n = s->balance->n;
  memcpy(to, from, n);
  switch (s->rule) {
    case VN_GLOBAL: all_at_once(s, from, to); break;
    case VN_LOCAL: most_lacking(s, from, to); break;
    case VN_INCREMENTAL: one_variant_on(s, from, to); break;
    case VN_SEQUENTIAL: one_by_one(s, to); break;
    case VN_ADIABATIC: fastest(s, from, to); break;
  }
  return memcmp(from, to, n) != 0;
}
