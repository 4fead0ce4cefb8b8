// Clusters drawn anew, pair by pair: each has a list of the clusters in which
// it meets, whose draws are added up for all replicates at once.
#include <string.h>

#include "calc/linkage/cluster_range_parts.h"
#include "calc/pool.h"
#include "calc/chance/times_drawn.h"
#include "data/lanes.h"
#include "data/memory.h"
#include "data/stop.h"

#define DOING "ranges"
#define MOST_ENTRIES 0x1p27
#define MOST_BYTES 0x1p30  // of draws, and of members' sums
#define TOGETHER 256       // pairs, or members, that share their room

typedef struct {
  uint32_t cluster, count;
} Entry;

// Of members or of pairs.
typedef struct {
  size_t *start, *end;
  Entry *entries;
} Lists;

typedef struct {
  const VnRanging *r;
  size_t width;     // replicates, made even
  uint8_t *drawn;   // cluster by cluster: how often in each replicate
  int32_t *single;  // member by member: its groups in each replicate
  Lists members, pairs;
} Listing;

static void listing_free(Listing *l) {
  Lists *both[] = {&l->members, &l->pairs};
  for (int k = 0; k < 2; k++) {
    vn_free(both[k]->start);
    vn_free(both[k]->end);
    vn_free(both[k]->entries);
  }
  vn_free(l->drawn);
  vn_free(l->single);
}

static size_t width_of(const VnRanging *r) {
  return (r->plan->n_replicates + 63) / 64 * 64;
}

bool vn_range_fits_lists(const VnRanging *r, double n_meetings) {
  double width = (double)width_of(r);
  return (double)r->events->n_entries + n_meetings <= MOST_ENTRIES &&
         (double)r->n * width <= MOST_BYTES &&
         (double)r->n_members * width * sizeof(int32_t) <= MOST_BYTES;
}


// ---- lists ----

static bool lists_new(Lists *lists, size_t n, const double *sizes, VnErr *err) {
  lists->start = vn_alloc(n + 1, sizeof *lists->start);
  lists->end = vn_alloc(n, sizeof *lists->end);
  if (!lists->start || !lists->end) return vn_fail_memory(err, DOING);
  for (size_t k = 0; k < n; k++) {
    lists->end[k] = lists->start[k];
    lists->start[k + 1] = lists->start[k] + (size_t)sizes[k];
  }
  lists->entries = vn_alloc(lists->start[n], sizeof *lists->entries);
  return lists->entries || vn_fail_memory(err, DOING);
}

static void put(void *given, size_t k, size_t cluster) {
  Lists *lists = given;
  size_t *end = &lists->end[k];
  bool known =
      *end > lists->start[k] && lists->entries[*end - 1].cluster == cluster;
  if (known) lists->entries[*end - 1].count++;
  else lists->entries[(*end)++] = (Entry){(uint32_t)cluster, 1};
}

static bool count_members(const VnRanging *r, double **sizes, VnErr *err) {
  *sizes = vn_alloc(r->n_members, sizeof **sizes);
  if (!*sizes) return vn_fail_memory(err, DOING);
  for (size_t k = 0; k < r->events->n_entries; k++)
    (*sizes)[r->events->member[k]]++;
  return true;
}

static bool make_lists(Listing *l, VnErr *err) {
  const VnRanging *r = l->r;
  double *sizes;
  bool done = count_members(r, &sizes, err) &&
              lists_new(&l->members, r->n_members, sizes, err) &&
              lists_new(&l->pairs, r->pairs->n, r->pairs->count, err);
  vn_free(sizes);
  for (size_t s = 0; done && s < r->n; s++) {
    vn_meet_members(r, s, put, &l->members);
    vn_meet_pairs(r, s, put, &l->pairs);
    if ((s & 63) == 0) done = !vn_stopped(err);
  }
  return done;
}


// ---- draws ----

// Replicate number k draws from the stream k + 1 of the seed.
static bool draw_all(Listing *l, VnErr *err) {
  const VnRanging *r = l->r;
  uint8_t *times = vn_alloc(r->n, 1);
  l->drawn = vn_alloc(r->n, l->width);
  bool done = times && l->drawn;
  if (!done) vn_fail_memory(err, DOING);
  for (size_t k = 0; done && k < r->plan->n_replicates; k++) {
    vn_times_drawn(vn_random(r->plan->seed, k + 1), (uint32_t)r->n, times);
    for (size_t s = 0; s < r->n; s++) l->drawn[s * l->width + k] = times[s];
    done = !vn_stopped(err);
  }
  vn_free(times);
  return done;
}

static inline __attribute__((always_inline)) void
add_list(const Listing *l, const Lists *lists, size_t k, int32_t *sums) {
  memset(sums, 0, l->width * sizeof *sums);
  for (size_t i = lists->start[k]; i < lists->end[k]; i++) {
    Entry e = lists->entries[i];
    const uint8_t *drawn = l->drawn + e.cluster * l->width;
    int32_t count = (int32_t)e.count;
    for (size_t r = 0; r < l->width; r++) sums[r] += count * drawn[r];
  }
}

// c of a pair in each replicate; NaN in those that have neither member.
static inline __attribute__((always_inline)) void
add_pair(const Listing *l, size_t pair, int32_t *sums, double *values) {
  const int32_t *a = l->single + l->r->pairs->a[pair] * l->width;
  const int32_t *b = l->single + l->r->pairs->b[pair] * l->width;
  add_list(l, &l->pairs, pair, sums);
  for (size_t r = 0; r < l->width; r++)
    values[r] = (double)sums[r] / (a[r] + b[r] - sums[r]);
}

typedef struct {
  void (*list)(const Listing *l, const Lists *lists, size_t k, int32_t *sums);
  void (*pair)(const Listing *l, size_t pair, int32_t *sums, double *values);
} Form;

#define LIST(name, wide)                                                       \
  wide __attribute__((optimize("O3"))) static void name##_list(                \
      const Listing *l, const Lists *lists, size_t k, int32_t *sums) {         \
    add_list(l, lists, k, sums);                                               \
  }

#define PAIR(name, wide)                                                       \
  wide __attribute__((optimize("O3"))) static void name##_pair(                \
      const Listing *l, size_t pair, int32_t *sums, double *values) {          \
    add_pair(l, pair, sums, values);                                           \
  }

LIST(by_16, )
PAIR(by_16, )
#ifdef __x86_64__
LIST(by_32, VN_WIDE_32)
PAIR(by_32, VN_WIDE_32)
LIST(by_64, VN_WIDE_64)
PAIR(by_64, VN_WIDE_64)
#endif

static Form form_for_this_machine(void) {
#ifdef __x86_64__
  if (vn_lanes() == 64) return (Form){by_64_list, by_64_pair};
  if (vn_lanes() == 32) return (Form){by_32_list, by_32_pair};
#endif
  return (Form){by_16_list, by_16_pair};
}


// ---- all of it ----

static bool some_members(void *given, size_t piece, VnErr *err) {
  const Listing *l = given;
  Form form = form_for_this_machine();
  size_t from = piece * TOGETHER, n = l->r->n_members;
  for (size_t k = from; k < n && k < from + TOGETHER; k++) {
    form.list(l, &l->members, k, l->single + k * l->width);
    if (vn_stopped(err)) return false;
  }
  return true;
}

static bool some_pairs(void *given, size_t piece, VnErr *err) {
  const Listing *l = given;
  Form form = form_for_this_machine();
  size_t from = piece * TOGETHER, n = l->r->pairs->n;
  int32_t *sums = vn_alloc(l->width, sizeof *sums);
  double *values = vn_alloc(l->width, sizeof *values);
  bool done = sums && values;
  if (!done) vn_fail_memory(err, DOING);
  for (size_t k = from; done && k < n && k < from + TOGETHER; k++) {
    form.pair(l, k, sums, values);
    vn_range_middle(l->r, k, values);
    done = !vn_stopped(err);
  }
  vn_free(sums);
  vn_free(values);
  return done;
}

static size_t pieces_of(size_t n) {
  return (n + TOGETHER - 1) / TOGETHER;
}

bool vn_range_by_lists(const VnRanging *r, VnErr *err) {
  Listing l = {.r = r, .width = width_of(r)};
  l.single = vn_alloc(r->n_members, l.width * sizeof *l.single);
  bool done = (l.single || vn_fail_memory(err, DOING)) && draw_all(&l, err) &&
              make_lists(&l, err) &&
              vn_pool(pieces_of(r->n_members), 0, some_members, &l, err) &&
              vn_pool(pieces_of(r->pairs->n), 0, some_pairs, &l, err);
  listing_free(&l);
  return done;
}
