#include "calc/impact/succession.h"

#include <string.h>

#include "data/memory.h"
#include "data/stop.h"

#define DOING "following a scenario"
#define MOST_STEPS 100000

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


// ---- from one scenario on ----

static bool pass(const VnSuccession *s, VnPath *path, size_t *room,
                 VnErr *err) {
  size_t width = s->balance->n;
  if (path->n == MOST_STEPS) {
    return vn_fail(err, "the scenario does not settle in %d steps", MOST_STEPS);
  }
  if (path->n == *room) {
    uint8_t *grown = vn_resize(path->variant, 2 * *room, width);
    if (!grown) return vn_fail_memory(err, DOING);
    path->variant = grown, *room *= 2;
  }
  uint8_t *last = path->variant + (path->n - 1) * width;
  vn_succeed(s, last, last + width);
  path->n++;
  return !vn_stopped(err);
}

// Whether the last scenario was passed before, and where.
static bool came_back(VnPath *path, size_t width) {
  const uint8_t *last = path->variant + (path->n - 1) * width;
  for (size_t p = path->n - 1; p-- > 0;) {
    if (memcmp(path->variant + p * width, last, width) != 0) continue;
    path->back = p;
    return true;
  }
  return false;
}

bool vn_follow(const VnSuccession *s, const uint8_t *from, VnPath *path,
               VnErr *err) {
  size_t width = s->balance->n, room = 16;
  *path = (VnPath){.variant = vn_alloc(room, width), .n = 1};
  if (!path->variant) return vn_fail_memory(err, DOING);
  memcpy(path->variant, from, width);
  do {
    if (!pass(s, path, &room, err)) {
      vn_free(path->variant);
      *path = (VnPath){0};
      return false;
    }
  } while (!came_back(path, width));
  path->n--;
  return true;
}
