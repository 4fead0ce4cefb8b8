// Clusters drawn anew, group by group: what a group has is added up for
// BATCH replicates at once.
#include <string.h>

#include "calc/linkage/cluster_range_parts.h"
#include "calc/pool.h"
#include "calc/chance/times_drawn.h"
#include "data/lanes.h"
#include "data/memory.h"
#include "data/stop.h"

#define DOING "ranges"
#define BATCH ((size_t)16)
#define ROOM ((size_t)256 << 20)  // bytes of sums that are kept at a time
#define PAIRS 64                  // that are ranged together

typedef uint8_t Bytes __attribute__((vector_size(BATCH), aligned(1)));
typedef int32_t Sums __attribute__((vector_size(4 * BATCH), aligned(4)));

typedef struct {
  const VnRanging *r;
  size_t first, last;  // pairs of this pass
  Sums *sums;          // of each batch its members, then its pairs
} Walk;

static size_t n_batches(const VnRanging *r) {
  return (r->plan->n_replicates + BATCH - 1) / BATCH;
}

// Pairs of one pass: members have their sums in each, and should not fill it.
static size_t pairs_at_once(const VnRanging *r) {
  size_t cells = ROOM / sizeof(Sums) / n_batches(r);
  size_t least = 2 * r->n_members + PAIRS;
  if (cells < least) cells = least;
  size_t most = cells - r->n_members;
  return r->pairs->n < most ? r->pairs->n : most;
}

size_t vn_walking_passes(const VnRanging *r) {
  size_t some = pairs_at_once(r);
  return some ? (r->pairs->n + some - 1) / some : 1;
}

static size_t cells_of(const Walk *w) {
  return w->r->n_members + (w->last - w->first);
}


// ---- one batch of replicates ----

// Bytes of two in turn.
#define FIRST_HALVES(a, b)                                                     \
  __builtin_shufflevector(a, b, 0, 16, 1, 17, 2, 18, 3, 19, 4, 20, 5, 21, 6,   \
                          22, 7, 23)
#define LAST_HALVES(a, b)                                                      \
  __builtin_shufflevector(a, b, 8, 24, 9, 25, 10, 26, 11, 27, 12, 28, 13, 29,  \
                          14, 30, 15, 31)

// From BATCH lists, one of each replicate, to one of each cluster.
static inline __attribute__((always_inline)) void
turn(const uint8_t *times, size_t apart, Bytes to[BATCH]) {
  Bytes a[BATCH], b[BATCH];
  for (size_t k = 0; k < BATCH; k++) a[k] = *(const Bytes *)(times + k * apart);
  for (int round = 0; round < 4; round++) {
    for (size_t k = 0; k < BATCH / 2; k++) {
      b[2 * k] = FIRST_HALVES(a[k], a[k + BATCH / 2]);
      b[2 * k + 1] = LAST_HALVES(a[k], a[k + BATCH / 2]);
    }
    memcpy(a, b, sizeof a);
  }
  memcpy(to, a, sizeof a);
}

static inline __attribute__((always_inline)) void
add_group(const Walk *w, const uint32_t *member, size_t n, Sums drawn,
          Sums *singles, Sums *pairs) {
  for (size_t i = 0; i < n; i++) {
    singles[member[i]] += drawn;
    for (size_t j = i + 1; j < n; j++) {
      size_t k = vn_pair_place(&w->r->places, member[i], member[j]);
      if (k >= w->first && k < w->last) pairs[k - w->first] += drawn;
    }
  }
}

// Up to BATCH clusters, from `cluster` on.
static inline __attribute__((always_inline)) void
add_some(const Walk *w, const uint8_t *times, size_t apart, size_t cluster,
         Sums *sums) {
  const VnRanging *r = w->r;
  Bytes drawn[BATCH];
  turn(times + cluster, apart, drawn);
  for (size_t k = 0; k < BATCH && cluster + k < r->n; k++) {
    Sums often = __builtin_convertvector(drawn[k], Sums);
    const size_t *first = r->first + cluster + k;
    for (size_t i = first[0]; i < first[1]; i++) {
      const uint64_t *start = r->events->start + r->group[i];
      add_group(w, r->events->member + start[0], start[1] - start[0], often,
                sums, sums + r->n_members);
    }
  }
}

typedef void AddSome(const Walk *w, const uint8_t *times, size_t apart,
                     size_t cluster, Sums *sums);

__attribute__((optimize("O3"))) static void
add_some_16(const Walk *w, const uint8_t *times, size_t apart, size_t cluster,
            Sums *sums) {
  add_some(w, times, apart, cluster, sums);
}

#ifdef __x86_64__
VN_WIDE_32 __attribute__((optimize("O3"))) static void
add_some_32(const Walk *w, const uint8_t *times, size_t apart, size_t cluster,
            Sums *sums) {
  add_some(w, times, apart, cluster, sums);
}

VN_WIDE_64 __attribute__((optimize("O3"))) static void
add_some_64(const Walk *w, const uint8_t *times, size_t apart, size_t cluster,
            Sums *sums) {
  add_some(w, times, apart, cluster, sums);
}
#endif

static AddSome *form_for_this_machine(void) {
#ifdef __x86_64__
  if (vn_lanes() == 64) return add_some_64;
  if (vn_lanes() == 32) return add_some_32;
#endif
  return add_some_16;
}

// Replicate number k draws from the stream k + 1 of the seed.
static bool draw_batch(const VnRanging *r, size_t first, uint8_t *times,
                       size_t apart, VnErr *err) {
  for (size_t k = 0; k < BATCH && first + k < r->plan->n_replicates; k++) {
    VnRandom random = vn_random(r->plan->seed, first + k + 1);
    vn_times_drawn(random, (uint32_t)r->n, times + k * apart);
    if (vn_stopped(err)) return false;
  }
  return true;
}

static bool walk_batch(void *given, size_t batch, VnErr *err) {
  const Walk *w = given;
  const VnRanging *r = w->r;
  AddSome *add = form_for_this_machine();
  size_t apart = (r->n + BATCH - 1) / BATCH * BATCH;
  Sums *sums = w->sums + batch * cells_of(w);
  uint8_t *times = vn_alloc(BATCH, apart);
  if (!times) return vn_fail_memory(err, DOING);
  memset(sums, 0, cells_of(w) * sizeof *sums);
  bool done = draw_batch(r, batch * BATCH, times, apart, err);
  for (size_t s = 0; done && s < r->n; s += BATCH) {
    add(w, times, apart, s, sums);
    if ((s & VN_STOP_EVERY) == 0) done = !vn_stopped(err);
  }
  vn_free(times);
  return done;
}


// ---- pairs ----

static void range_pair(const Walk *w, size_t pair, double *values) {
  const VnRanging *r = w->r;
  size_t n = r->plan->n_replicates;
  for (size_t k = 0; k < n; k++) {
    const Sums *sums = w->sums + k / BATCH * cells_of(w);
    int32_t both = sums[r->n_members + pair - w->first][k % BATCH];
    int32_t a = sums[r->pairs->a[pair]][k % BATCH];
    int32_t any = a + sums[r->pairs->b[pair]][k % BATCH] - both;
    values[k] = (double)both / any;
  }
  vn_range_middle(r, pair, values);
}

static bool some_pairs(void *given, size_t piece, VnErr *err) {
  const Walk *w = given;
  size_t first = w->first + piece * PAIRS;
  double *values = vn_alloc(w->r->plan->n_replicates, sizeof *values);
  if (!values) return vn_fail_memory(err, DOING);
  bool done = true;
  for (size_t k = first; done && k < first + PAIRS && k < w->last; k++) {
    range_pair(w, k, values);
    done = !vn_stopped(err);
  }
  vn_free(values);
  return done;
}

bool vn_range_by_walking(const VnRanging *r, VnErr *err) {
  size_t n = r->pairs->n, some = pairs_at_once(r);
  Walk w = {.r = r, .last = some};
  w.sums = vn_alloc(n_batches(r) * cells_of(&w), sizeof *w.sums);
  bool done = w.sums || vn_fail_memory(err, DOING);
  for (; done && w.first < n; w.first = w.last) {
    w.last = n - w.first < some ? n : w.first + some;
    size_t n_pieces = (w.last - w.first + PAIRS - 1) / PAIRS;
    done = vn_pool(n_batches(r), 0, walk_batch, &w, err) &&
           vn_pool(n_pieces, 0, some_pairs, &w, err);
  }
  vn_free(w.sums);
  return done;
}
