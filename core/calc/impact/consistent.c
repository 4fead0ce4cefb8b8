#include "calc/impact/consistent.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "calc/impact/consistent_part.h"
#include "data/decimal.h"
#include "data/memory.h"
#include "data/stop.h"

#define DOING "searching for scenarios"
#define MOST_TABLES 0x1p28  // bytes
#define PIECES 64           // that there is room for in any case


// ---- memory ----

double vn_consistent_needs(const VnBalance *b) {
  double rows = 0, gains = 0;
  for (size_t i = 0; i < b->n; i++) {
    double width = 0, own = (double)(b->first[i + 1] - b->first[i]);
    rows += own * own;
    for (size_t j = 0; j < b->n; j++) {
      double n = (double)(b->first[j + 1] - b->first[j]);
      if (b->acts[i * b->n + j]) width += n * n + 2 * VN_LANES;
    }
    gains += own * width;
  }
  double level = 2 * rows * sizeof(int32_t) + (double)b->n * sizeof(uint64_t);
  return gains * sizeof(int32_t) + rows * 2 * sizeof(uint64_t) +
         ((double)b->n + 1 + PIECES) * level;
}


// ---- all islands ----

typedef struct {
  VnConsistentPart *part;
  size_t n;
} Parts;

static void free_parts(Parts *parts) {
  for (size_t p = 0; parts->part && p < parts->n; p++) {
    vn_consistent_part_free(&parts->part[p]);
  }
  vn_free(parts->part);
}

// Scenario number s takes from each island the one that its digit says; the
// last island's changes fastest.
static void put_together(const Parts *parts, size_t s, uint8_t *variant) {
  for (size_t p = parts->n; p-- > 0;) {
    const VnConsistentPart *part = &parts->part[p];
    const uint8_t *from = part->variant + s % part->count * part->island.n;
    s /= part->count;
    for (size_t m = 0; m < part->island.n; m++)
      variant[part->island.member[m].descriptor] = from[m];
  }
}

// How many there are together, at most `limit`; *cut: there are more.
static size_t listed(const Parts *parts, uint64_t limit, bool *cut) {
  uint64_t n = 1, most = limit > 0 ? limit : UINT32_MAX;
  for (size_t p = 0; p < parts->n; p++) {
    if (parts->part[p].count == 0) return 0;
  }
  for (size_t p = 0; p < parts->n; p++) {
    *cut = *cut || parts->part[p].count > most / n;
    n = *cut ? most : n * parts->part[p].count;
  }
  return n;
}

static bool count_parts(const Parts *parts, VnScenarios *found, VnErr *err) {
  uint64_t *counts = vn_alloc(parts->n, sizeof *counts);
  for (size_t p = 0; counts && p < parts->n; p++)
    counts[p] = parts->part[p].count;
  if (counts) found->count = vn_decimal_product(counts, parts->n);
  vn_free(counts);
  return found->count || vn_fail_memory(err, DOING);
}

// An island without a scenario leaves none for all of them.
static bool is_complete(const Parts *parts) {
  bool complete = true;
  for (size_t p = 0; p < parts->n; p++) {
    const VnConsistentPart *part = &parts->part[p];
    if (part->complete && part->count == 0) return true;
    complete = complete && part->complete;
  }
  return complete;
}

static bool combine_all(const Parts *parts, const VnBalance *b,
                        const VnConsistent *wanted, VnScenarios *found,
                        VnErr *err) {
  bool cut = false;
  found->n = listed(parts, wanted->limit, &cut);
  found->complete = found->complete && !cut;
  found->variant = vn_alloc(found->n * b->n, 1);
  if (!found->variant) return vn_fail_memory(err, DOING);
  for (size_t s = 0; s < found->n; s++) {
    if ((s & VN_STOP_EVERY) == 0 && vn_stopped(err)) return false;
    put_together(parts, s, found->variant + s * b->n);
  }
  return true;
}

// The best of so many islands together, the highest totals first: what each
// takes from the last island, and from which one of those before.
typedef struct {
  VnRanked *ranked;
  size_t n;
} Best;

// Of two falling lists, the pair of the a-th and the b-th cannot be among the
// best `top` when as many pairs are no worse.
static bool pair_up(const Best *before, const VnConsistentPart *part,
                    uint64_t top, Best *best, VnErr *err) {
  size_t n = 0;
  for (size_t a = 0; a < before->n; a++) {
    size_t most = top / (a + 1);
    n += most < part->n_listed ? most : part->n_listed;
  }
  best->ranked = vn_alloc(n + 1, sizeof *best->ranked);
  if (!best->ranked) return vn_fail_memory(err, DOING);
  n = 0;
  for (size_t a = 0; a < before->n; a++) {
    for (size_t c = 0; c < part->n_listed && (a + 1) * (c + 1) <= top; c++)
      best->ranked[n++] =
          (VnRanked){.total = before->ranked[a].total + part->total[c],
                     .order = a * part->n_listed + c};
  }
  qsort(best->ranked, n, sizeof *best->ranked, vn_by_rank);
  best->n = n < top ? n : top;
  return true;
}

// Writes scenario s of the best, island by island from the last one.
static void unpick(const Parts *parts, const Best *best, size_t s,
                   uint8_t *variant) {
  for (size_t p = parts->n; p-- > 0;) {
    const VnConsistentPart *part = &parts->part[p];
    uint64_t order = best[p + 1].ranked[s].order;
    const uint8_t *from =
        part->variant + order % part->n_listed * part->island.n;
    for (size_t m = 0; m < part->island.n; m++)
      variant[part->island.member[m].descriptor] = from[m];
    s = order / part->n_listed;
  }
}

static bool pick(const Parts *parts, const VnBalance *b, Best *best,
                 const VnConsistent *wanted, VnScenarios *found, VnErr *err) {
  for (size_t p = 0; p < parts->n; p++) {
    if (vn_stopped(err) ||
        !pair_up(&best[p], &parts->part[p], wanted->top, &best[p + 1], err))
      return false;
  }
  found->n = best[parts->n].n;
  found->variant = vn_alloc(found->n * b->n, 1);
  if (!found->variant) return vn_fail_memory(err, DOING);
  for (size_t s = 0; s < found->n; s++)
    unpick(parts, best, s, found->variant + s * b->n);
  return true;
}

static bool combine_best(const Parts *parts, const VnBalance *b,
                         const VnConsistent *wanted, VnScenarios *found,
                         VnErr *err) {
  VnRanked nothing = {0};
  Best *best = vn_alloc(parts->n + 1, sizeof *best);
  if (!best) return vn_fail_memory(err, DOING);
  best[0] = (Best){.ranked = &nothing, .n = 1};
  bool done = pick(parts, b, best, wanted, found, err);
  for (size_t p = 0; p < parts->n; p++) vn_free(best[p + 1].ranked);
  vn_free(best);
  return done;
}

static bool combine(const Parts *parts, const VnBalance *b,
                    const VnConsistent *wanted, VnScenarios *found,
                    VnErr *err) {
  found->complete = is_complete(parts);
  if (!count_parts(parts, found, err)) return false;
  if (wanted->count_only) return true;
  return wanted->top > 0 ? combine_best(parts, b, wanted, found, err)
                         : combine_all(parts, b, wanted, found, err);
}

// Half of the memory is for lists; of the rest, what is not needed in any case
// goes to tables, pieces and threads.
static bool share_out(const VnConsistent *wanted, double needs,
                      VnBounds *bounds, VnErr *err) {
  size_t memory = wanted->memory ? wanted->memory : VN_SEARCH_MEMORY;
  size_t half = memory / 2;
  double spare = (double)half - needs;
  if (spare < 0) {
    return vn_fail(err,
                   "impact: this search needs %.0f MiB, 'memory' allows %zu",
                   ceil(2 * needs / (1 << 20)), memory >> 20);
  }
  *bounds = (VnBounds){
      .tables = (size_t)fmin(spare / 2, MOST_TABLES),
      .pieces = (size_t)(spare / 4),
      .threads = (size_t)(spare / 4),
      .lists = half,
      .limit = wanted->limit,
      .until = wanted->seconds > 0 ? vn_seconds() + wanted->seconds : 0};
  return true;
}

static bool search_parts(Parts *parts, const VnBalance *b,
                         const VnConsistent *wanted, const size_t *numbers,
                         VnErr *err) {
  VnBounds bounds;
  if (!share_out(wanted, vn_consistent_needs(b), &bounds, err)) return false;
  for (size_t p = 0; p < parts->n; p++) {
    if (vn_stopped(err) ||
        !vn_island(&parts->part[p].island, b, wanted, numbers, p, err) ||
        !vn_consistent_part_search(&parts->part[p], b, wanted, &bounds, err))
      return false;
  }
  return true;
}

bool vn_consistent(const VnBalance *b, const VnConsistent *wanted,
                   VnScenarios *found, VnErr *err) {
  Parts parts = {0};
  *found = (VnScenarios){0};
  size_t *numbers = vn_alloc(b->n, sizeof *numbers);
  if (!numbers) return vn_fail_memory(err, DOING);
  parts.n = vn_balance_islands(b, wanted->forbidden, wanted->n_forbidden,
                               numbers, err);
  parts.part = parts.n ? vn_alloc(parts.n, sizeof *parts.part) : NULL;
  bool done = false;
  if (parts.part) {
    done = search_parts(&parts, b, wanted, numbers, err) &&
           combine(&parts, b, wanted, found, err);
  } else if (parts.n) {
    vn_fail_memory(err, DOING);
  }
  free_parts(&parts);
  vn_free(numbers);
  if (!done) vn_scenarios_free(found);
  return done;
}

void vn_scenarios_free(VnScenarios *found) {
  vn_free(found->variant);
  vn_free(found->count);
  *found = (VnScenarios){0};
}
