#include "calc/chance/curveball.h"

#include "calc/counting_sort.h"
#include "data/labels.h"
#include "data/memory.h"
#include "data/stop.h"

#define DOING "shuffling events"
#define LOOK_EACH 0xfff

#define FEW 32  // ways to choose among so many fit into 32 bits

typedef struct {
  VnEvents *events;
  VnRandom *random;
  uint32_t *order;  // groups, those that may trade together
  size_t *begin;    // where each such run begins, and the end
  size_t n_runs;
  uint32_t *all;                    // members of two groups, room for them,
  bool *shared;                     // and whether both have them
  uint32_t ways[FEW + 1][FEW + 1];  // to choose k of n
} Trading;

static void trading_free(Trading *t) {
  vn_free(t->order);
  vn_free(t->begin);
  vn_free(t->all);
  vn_free(t->shared);
}

static void count_ways(Trading *t) {
  for (int n = 0; n <= FEW; n++) {
    t->ways[n][0] = 1;
    for (int k = 1; k <= n; k++)
      t->ways[n][k] = t->ways[n - 1][k - 1] + (k < n ? t->ways[n - 1][k] : 0);
  }
}


// ---- one trade ----

// Members that only one of two groups has, still to be dealt out: how many
// go to the first, and which of the ways to choose them it is to be, where
// there are few enough to be numbered.
typedef struct {
  uint32_t n, wanted, way;
} Deal;

// All members of two groups in order; how many, and how many of them twice.
static size_t lay_out(Trading *t, size_t one, size_t other, size_t *n_shared) {
  const VnEvents *e = t->events;
  const uint32_t *a = e->member + e->start[one];
  const uint32_t *b = e->member + e->start[other];
  const uint32_t *a_end = e->member + e->start[one + 1];
  const uint32_t *b_end = e->member + e->start[other + 1];
  size_t n = 0, twice = 0;
  while (a < a_end && b < b_end) {
    uint32_t x = *a, y = *b;
    t->all[n] = x < y ? x : y;
    t->shared[n++] = x == y;
    twice += x == y, a += x <= y, b += y <= x;
  }
  for (; a < a_end; a++) t->all[n] = *a, t->shared[n++] = false;
  for (; b < b_end; b++) t->all[n] = *b, t->shared[n++] = false;
  *n_shared = twice;
  return n;
}

// Whether the next member goes to the first: as the way says, or with the
// chance that leaves it as many as it wants (Knuth's selection sampling).
static bool goes_first(Trading *t, Deal *deal) {
  bool goes;
  if (deal->n <= FEW) {
    uint32_t ways = deal->wanted ? t->ways[deal->n - 1][deal->wanted - 1] : 0;
    goes = deal->way < ways;
    deal->way -= goes ? 0 : ways;
  } else {
    goes = vn_random_below(t->random, deal->n) < deal->wanted;
    if (deal->n - 1 == FEW)
      deal->way = vn_random_below(t->random, t->ways[FEW][deal->wanted - goes]);
  }
  deal->n--, deal->wanted -= goes;
  return goes;
}

static void trade(Trading *t, size_t one, size_t other) {
  VnEvents *e = t->events;
  size_t n_shared, n = lay_out(t, one, other, &n_shared);
  uint64_t size = e->start[one + 1] - e->start[one];
  Deal deal = {(uint32_t)(n - n_shared), (uint32_t)(size - n_shared), 0};
  if (deal.wanted == 0 || deal.wanted == deal.n) return;
  if (deal.n <= FEW)
    deal.way = vn_random_below(t->random, t->ways[deal.n][deal.wanted]);
  uint32_t *first = e->member + e->start[one];
  uint32_t *second = e->member + e->start[other];
  for (size_t k = 0; k < n; k++) {
    bool goes = !t->shared[k] && goes_first(t, &deal);
    if (goes || t->shared[k]) *first++ = t->all[k];
    if (!goes) *second++ = t->all[k];
  }
}


// ---- rounds ----

static void shuffle(VnRandom *random, uint32_t *list, size_t n) {
  for (size_t k = n; k > 1; k--) {
    uint32_t other = vn_random_below(random, (uint32_t)k), moved = list[k - 1];
    list[k - 1] = list[other], list[other] = moved;
  }
}

static bool do_round(Trading *t, VnErr *err) {
  for (size_t r = 0; r < t->n_runs; r++) {
    uint32_t *list = t->order + t->begin[r];
    size_t n = t->begin[r + 1] - t->begin[r];
    shuffle(t->random, list, n);
    for (size_t k = 0; k + 1 < n; k += 2) {
      if ((k & LOOK_EACH) == 0 && vn_stopped(err)) return false;
      trade(t, list[k], list[k + 1]);
    }
  }
  return true;
}


// ---- who trades with whom ----

// The number of a group's run: its period, or the last where it has none.
static uint32_t run_of(const void *trading, size_t group) {
  const Trading *t = trading;
  if (t->n_runs == 1) return 0;
  uint32_t period = t->events->period[group];
  return period == VN_NO_LABEL ? (uint32_t)t->n_runs - 1 : period;
}

static size_t largest_group(const VnEvents *e) {
  size_t largest = 0;
  for (size_t g = 0; g < e->n_groups; g++) {
    size_t size = e->start[g + 1] - e->start[g];
    if (size > largest) largest = size;
  }
  return largest;
}

static bool prepare(Trading *t, bool within, VnErr *err) {
  const VnEvents *e = t->events;
  size_t largest = largest_group(e);
  t->n_runs = within && e->periods ? vn_names_count(e->periods) + 1 : 1;
  t->order = vn_alloc(e->n_groups, sizeof *t->order);
  t->begin = vn_alloc(t->n_runs + 1, sizeof *t->begin);
  t->all = vn_alloc(2 * largest, sizeof *t->all);
  t->shared = vn_alloc(2 * largest, sizeof *t->shared);
  if (!t->order || !t->begin || !t->all || !t->shared)
    return vn_fail_memory(err, DOING);
  count_ways(t);
  vn_counting_sort(e->n_groups, t->n_runs, run_of, t, t->begin, t->order);
  return true;
}


// ---- all of it ----

VnEvents *vn_curveball(const VnEvents *events, bool within, int rounds,
                       VnRandom *random, VnErr *err) {
  Trading t = {.events = vn_events_copy(events, err), .random = random};
  bool done = t.events && prepare(&t, within, err);
  for (int k = 0; done && k < rounds; k++) done = do_round(&t, err);
  trading_free(&t);
  if (done) return t.events;
  vn_events_free(t.events);
  return NULL;
}
