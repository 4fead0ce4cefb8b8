#include "calc/impact/balance.h"

#include <math.h>

#include "data/memory.h"

#define MOST_EXACT 2520  // scales tried: halves, thirds, ..., of many experts
#define ROUGH 10000      // when none is exact
#define NEARLY 1e-9
#define MOST_CELL 1e6


// ---- whole numbers ----

static bool is_whole(double value) {
  return fabs(value - round(value)) <= NEARLY * fmax(1, fabs(value));
}

static bool all_whole(const VnImpact *x, double scale) {
  size_t n = x->n_variants * x->n_variants;
  for (size_t c = 0; c < n; c++) {
    if (!isnan(x->cells[c]) && !is_whole(x->cells[c] * scale)) return false;
  }
  return true;
}

static bool scale_up(VnBalance *b, VnErr *err) {
  const VnImpact *x = b->impact;
  size_t n = x->n_variants * x->n_variants;
  b->scale = 1;
  while (b->scale <= MOST_EXACT && !all_whole(x, (double)b->scale)) b->scale++;
  b->rounded = b->scale > MOST_EXACT;
  if (b->rounded) b->scale = ROUGH;
  for (size_t c = 0; c < n; c++) {
    double value = isnan(x->cells[c]) ? 0 : x->cells[c] * (double)b->scale;
    if (fabs(value) > MOST_CELL) {
      return vn_fail(err,
                     "impact: the judgement %g is too large beside the "
                     "others; at most %g is possible here",
                     x->cells[c], MOST_CELL / (double)b->scale);
    }
    b->cells[c] = (int32_t)lround(value);
    if (b->cells[c]) {
      size_t i = x->of[c / x->n_variants], j = x->of[c % x->n_variants];
      b->acts[i * b->n + j] = true;
    }
  }
  return true;
}

bool vn_balance(VnBalance *b, const VnImpact *impact, VnErr *err) {
  size_t n = impact->n_descriptors, all = impact->n_variants;
  *b = (VnBalance){.impact = impact,
                   .n = n,
                   .n_variants = all,
                   .first = impact->first,
                   .cells = vn_alloc(all * all, sizeof(int32_t)),
                   .acts = vn_alloc(n * n, sizeof(bool))};
  bool room = b->cells && b->acts;
  if (room ? scale_up(b, err) : vn_fail_memory(err, "summing judgements"))
    return true;
  vn_balance_free(b);
  return false;
}

void vn_balance_free(VnBalance *b) {
  vn_free(b->cells);
  vn_free(b->acts);
  *b = (VnBalance){0};
}

int64_t vn_balance_whole(const VnBalance *b, double threshold) {
  double whole = floor(threshold * (double)b->scale + NEARLY);
  return whole < VN_ANY_DISTANCE ? (int64_t)whole : (int64_t)VN_ANY_DISTANCE;
}


// ---- one scenario ----

void vn_balance_scores(const VnBalance *b, const uint8_t *variant,
                       int64_t *scores) {
  size_t all = b->n_variants;
  for (size_t l = 0; l < all; l++) scores[l] = 0;
  for (size_t i = 0; i < b->n; i++) {
    const int32_t *row = b->cells + (b->first[i] + variant[i]) * all;
    for (size_t l = 0; l < all; l++) scores[l] += row[l];
  }
}

// The best score of descriptor i, or of the rivals of one of its variants.
static int64_t best(const VnBalance *b, const int64_t *scores, size_t i,
                    size_t but) {
  int64_t most = INT64_MIN;
  for (size_t k = b->first[i]; k < b->first[i + 1]; k++) {
    if (k != but && scores[k] > most) most = scores[k];
  }
  return most;
}

int64_t vn_balance_lack(const VnBalance *b, const uint8_t *variant,
                        const int64_t *scores, size_t i) {
  return best(b, scores, i, SIZE_MAX) - scores[b->first[i] + variant[i]];
}

int64_t vn_balance_lead(const VnBalance *b, const uint8_t *variant,
                        const int64_t *scores, size_t i) {
  size_t own = b->first[i] + variant[i];
  if (b->first[i + 1] - b->first[i] < 2) return INT64_MAX;
  return scores[own] - best(b, scores, i, own);
}


// ---- islands ----

// Each descriptor has a parent on its island; the first one is its own.
static size_t root(size_t *parent, size_t i) {
  while (parent[i] != i) i = parent[i] = parent[parent[i]];
  return i;
}

static void join(size_t *parent, size_t i, size_t j) {
  size_t a = root(parent, i), b = root(parent, j);
  if (a < b) parent[b] = a;
  if (b < a) parent[a] = b;
}

static void join_all(const VnBalance *b, const VnForbidden *forbidden,
                     size_t n_forbidden, size_t *parent) {
  for (size_t i = 0; i < b->n; i++) parent[i] = i;
  for (size_t i = 0; i < b->n; i++) {
    for (size_t j = 0; j < b->n; j++) {
      if (b->acts[i * b->n + j]) join(parent, i, j);
    }
  }
  for (size_t f = 0; f < n_forbidden; f++) {
    const size_t *of = b->impact->of;
    join(parent, of[forbidden[f].a], of[forbidden[f].b]);
  }
}

size_t vn_balance_islands(const VnBalance *b, const VnForbidden *forbidden,
                          size_t n_forbidden, size_t *island, VnErr *err) {
  size_t n = 0;
  size_t *parent = vn_alloc(b->n, sizeof *parent);
  if (!parent) {
    vn_fail_memory(err, "finding the islands");
    return 0;
  }
  join_all(b, forbidden, n_forbidden, parent);
  for (size_t i = 0; i < b->n; i++) {
    size_t first = root(parent, i);
    island[i] = first == i ? n++ : island[first];
  }
  vn_free(parent);
  return n;
}
