// Impact balances in whole numbers: judgements are brought to one scale on
// which all of them are whole, so that sums are exact and ties are ties.
// Weimer-Jehle, "Cross-impact balances" (Technological Forecasting and Social
// Change 73, 2006).
#ifndef VN_BALANCE_H
#define VN_BALANCE_H

#include <stdint.h>

#include "data/impact.h"

typedef struct {
  const VnImpact *impact;
  size_t n, n_variants;  // descriptors; variants of all of them
  const size_t *first;   // as in the impact
  int32_t *cells;        // judgements times scale; missing ones count as 0
  int64_t scale;         // the smallest that makes all of them whole
  bool rounded;          // there is none: they were cut to four decimals
  bool *acts;            // n x n: a judgement of i on j is not 0
} VnBalance;

// Fails when judgements are too large for the scale.
bool vn_balance(VnBalance *balance, const VnImpact *impact, VnErr *err);
void vn_balance_free(VnBalance *balance);

// What one scenario says; `variant` counts each descriptor's from 0.
// scores: one sum for each of all variants.
void vn_balance_scores(const VnBalance *balance, const uint8_t *variant,
                       int64_t *scores);

// From the scores: how far descriptor i is from its best variant, and how far
// ahead of its best rival (below 0 where it is behind).
int64_t vn_balance_lack(const VnBalance *balance, const uint8_t *variant,
                        const int64_t *scores, size_t i);
int64_t vn_balance_lead(const VnBalance *balance, const uint8_t *variant,
                        const int64_t *scores, size_t i);

// No two scores are further apart than that.
#define VN_ANY_DISTANCE 0x1p48

// A threshold in the analyst's unit as a whole number on the scale; above that
// distance, the distance.
int64_t vn_balance_whole(const VnBalance *balance, double threshold);

// Two variants (places among all) that no scenario may hold together.
typedef struct {
  size_t a, b;
} VnForbidden;

// The island each descriptor is on, counted from 0: descriptors that act on
// each other or forbid each other something, directly or through others.
// Gives how many there are; 0: no memory.
size_t vn_balance_islands(const VnBalance *balance,
                          const VnForbidden *forbidden, size_t n_forbidden,
                          size_t *island, VnErr *err);

#endif
