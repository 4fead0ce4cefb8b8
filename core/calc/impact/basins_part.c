#include "calc/impact/basins_part.h"

#include <stdlib.h>
#include <string.h>

#include "calc/impact/attractors.h"
#include "data/memory.h"

#define DOING "putting islands together"

void vn_basins_part_free(VnBasinsPart *part) {
  vn_free(part->of);
  vn_balance_free(&part->balance);
  vn_impact_free(part->impact);
  vn_free(part->speed);
  vn_basins_free(&part->basins);
  vn_free(part->order);
  vn_free(part->starts);
  vn_free(part->round);
}

static bool take_part(VnBasinsPart *part, const VnBalance *b,
                      const VnBasinOptions *options, const size_t *island,
                      size_t number, VnErr *err) {
  part->of = vn_alloc(b->n, sizeof *part->of);
  part->speed = vn_alloc(b->n, sizeof *part->speed);
  if (!part->of || !part->speed) return vn_fail_memory(err, DOING);
  for (size_t i = 0; i < b->n; i++) {
    if (island[i] != number) continue;
    part->speed[part->n] = options->speed ? options->speed[i] : 0;
    part->of[part->n++] = i;
  }
  part->impact = vn_impact_part(b->impact, part->of, part->n, err);
  return part->impact && vn_balance(&part->balance, part->impact, err);
}

static int by_weight(const void *a, const void *b, void *given) {
  const uint64_t *weight = given;
  size_t i = *(const size_t *)a, j = *(const size_t *)b;
  if (weight[i] != weight[j]) return weight[i] < weight[j] ? 1 : -1;
  return i > j ? 1 : -1;
}

// Every scenario of a round, step by step from its first.
static void walk_round(VnBasinsPart *part, const VnSuccession *s, size_t k) {
  uint8_t *at = part->round + part->starts[k] * part->n;
  memcpy(at, part->basins.variant + k * part->n, part->n);
  for (uint64_t r = 1; r < part->basins.cycle[k]; r++, at += part->n)
    vn_succeed(s, at, at + part->n);
}

// Puts attractors in order, the heaviest first, and gives each its place in the
// rounds of all.
static bool order_rounds(VnBasinsPart *part, VnErr *err) {
  const VnBasins *basins = &part->basins;
  size_t n_phases = 0;
  part->order = vn_alloc(basins->n, sizeof *part->order);
  part->starts = vn_alloc(basins->n, sizeof *part->starts);
  if (!part->order || !part->starts) return vn_fail_memory(err, DOING);
  for (size_t k = 0; k < basins->n; k++) {
    part->order[k] = k;
    part->starts[k] = n_phases;
    part->goes_round = part->goes_round || basins->cycle[k] > 1;
    n_phases += basins->cycle[k];
  }
  qsort_r(part->order, basins->n, sizeof *part->order, by_weight,
          basins->weight);
  part->round = vn_alloc(n_phases, part->n);
  return part->round || vn_fail_memory(err, DOING);
}

static bool walk_rounds(VnBasinsPart *part, const VnBasinOptions *options,
                        VnErr *err) {
  if (!order_rounds(part, err)) return false;
  VnSuccession s = {.balance = &part->balance,
                    .rule = options->rule,
                    .speed = part->speed,
                    .scores =
                        vn_alloc(part->balance.n_variants, sizeof *s.scores)};
  if (!s.scores) return vn_fail_memory(err, DOING);
  for (size_t k = 0; k < part->basins.n; k++) walk_round(part, &s, k);
  vn_free(s.scores);
  return true;
}

bool vn_basins_part(VnBasinsPart *part, const VnBalance *b,
                    const VnBasinOptions *options, const size_t *island,
                    size_t number, bool *full, VnErr *err) {
  VnBasinOptions own = *options;
  if (!take_part(part, b, options, island, number, err)) return false;
  own.speed = options->speed ? part->speed : NULL;
  return vn_basins_all(&part->balance, &own, &part->basins, full, err) &&
         walk_rounds(part, options, err);
}
