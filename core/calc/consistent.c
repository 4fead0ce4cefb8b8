#include "calc/consistent.h"

#include <stdlib.h>
#include <string.h>

#include "calc/found.h"
#include "calc/pool.h"
#include "data/decimal.h"
#include "data/memory.h"
#include "data/stop.h"

#define DOING "searching for scenarios"
#define MOST_TABLED 6  // variants of which every set has a table
#define TABLE_BYTES ((size_t)1 << 28)  // that tables take at most
#define TASKS 64  // at least so many pieces for the threads, if there are
#define MOST_SPLITS 8


// ---- one island ----

typedef struct {
  const VnIsland *island;
  const VnBalance *balance;
  const VnConsistent *wanted;
  void *table;
  size_t *table_at;
  size_t most_tabled;  // variants of the descriptors that have one
  bool wide;           // sums need 32 bits
  VnBounds *bounds;
  VnTasks tasks;
  VnFound *found;  // of each task
} Job;

#define CELL int16_t
#define NAME(x) x##_16
#include "calc/consistent_search.h"
#undef CELL
#undef NAME

#define CELL int32_t
#define NAME(x) x##_32
#include "calc/consistent_search.h"
#undef CELL
#undef NAME

static bool search(const Job *job, const VnTask *task, VnFound *found,
                   size_t stop_depth, VnErr *err) {
  return job->wide ? search_32(job, task, found, stop_depth, err)
                   : search_16(job, task, found, stop_depth, err);
}

static bool do_task(void *given, size_t t, VnErr *err) {
  Job *job = given;
  return search(job, &job->tasks.task[t], &job->found[t], 0, err);
}

static VnFound empty_found(const Job *job, size_t piece) {
  return (VnFound){.island = job->island,
                   .balance = job->balance,
                   .count_only = job->wanted->count_only,
                   .top = job->wanted->top,
                   .bounds = job->bounds,
                   .piece = piece};
}

// Cuts the search into pieces: what is open after so many choices.
static bool split(Job *job, VnErr *err) {
  for (size_t depth = 1; depth <= MOST_SPLITS; depth++) {
    size_t before = job->tasks.n;
    VnFound found = empty_found(job, 0);
    vn_tasks_free(&job->tasks);
    found.tasks = &job->tasks;
    if (!search(job, NULL, &found, depth, err)) return false;
    if (found.cut || job->tasks.n >= TASKS || job->tasks.n == before) break;
  }
  return true;
}

static bool do_tasks(Job *job, size_t workers, VnErr *err) {
  size_t n = job->tasks.n;
  atomic_ullong *counts = vn_alloc(n, sizeof *counts);
  job->found = vn_alloc(n, sizeof *job->found);
  job->bounds->found = counts;
  bool room = counts && job->found;
  for (size_t t = 0; room && t < n; t++) job->found[t] = empty_found(job, t);
  bool done = room ? vn_pool(n, workers, do_task, job, err)
                   : vn_fail_memory(err, DOING);
  job->bounds->found = NULL;
  vn_free(counts);
  return done;
}

// What one island has: variants of its descriptors in the order of decision;
// with `top`, the highest totals first, and these.
typedef struct {
  VnIsland island;
  uint64_t count, n_listed;
  uint8_t *variant;
  int64_t *total;
  bool complete;
} Part;

static bool list_all(Part *part, const Job *job, VnErr *err) {
  size_t width = part->island.n, at = 0;
  part->n_listed = part->count;
  part->variant = vn_alloc(part->count, width);
  if (!part->variant) return vn_fail_memory(err, DOING);
  for (size_t t = 0; t < job->tasks.n && at < part->count; t++) {
    size_t n = job->found[t].count;
    if (n > part->count - at) n = part->count - at;
    if (n > 0)
      memcpy(part->variant + at * width, job->found[t].variant, n * width);
    at += n;
  }
  return true;
}

static int by_rank(const void *a, const void *b) {
  const VnRanked *x = a, *y = b;
  return vn_ranked_before(x, y) ? -1 : vn_ranked_before(y, x);
}

// The best of all tasks; `ranked` has room for all that they kept, and tells
// apart by `order` from which task, by `slot` from which of its rows.
static bool list_ranked(Part *part, const Job *job, VnRanked *ranked, size_t n,
                        VnErr *err) {
  size_t width = part->island.n, at = 0;
  for (size_t t = 0; t < job->tasks.n; t++) {
    qsort(job->found[t].ranked, job->found[t].n_ranked, sizeof *ranked,
          by_rank);
    for (size_t r = 0; r < job->found[t].n_ranked; r++) {
      ranked[at] = job->found[t].ranked[r];
      ranked[at++].order = t * job->wanted->top + r;
    }
  }
  qsort(ranked, n, sizeof *ranked, by_rank);
  part->n_listed = n < job->wanted->top ? n : job->wanted->top;
  part->variant = vn_alloc(part->n_listed, width);
  part->total = vn_alloc(part->n_listed, sizeof *part->total);
  if (!part->variant || !part->total) return vn_fail_memory(err, DOING);
  for (size_t s = 0; s < part->n_listed; s++) {
    const VnFound *found = &job->found[ranked[s].order / job->wanted->top];
    memcpy(part->variant + s * width, found->variant + ranked[s].slot * width,
           width);
    part->total[s] = ranked[s].total;
  }
  return true;
}

static bool list_best(Part *part, const Job *job, VnErr *err) {
  size_t n = 0;
  for (size_t t = 0; t < job->tasks.n; t++) n += job->found[t].n_ranked;
  VnRanked *ranked = vn_alloc(n + 1, sizeof *ranked);
  if (!ranked) return vn_fail_memory(err, DOING);
  bool done = list_ranked(part, job, ranked, n, err);
  vn_free(ranked);
  return done;
}

static bool gather(Part *part, const Job *job, VnErr *err) {
  uint64_t limit = job->wanted->limit;
  part->complete = !atomic_load(&job->bounds->late);
  for (size_t t = 0; t < job->tasks.n; t++) {
    part->complete = part->complete && !job->found[t].cut;
    part->count += job->found[t].count;
  }
  if (limit > 0 && part->count > limit)
    part->count = limit, part->complete = false;
  if (job->wanted->count_only) return true;
  return job->wanted->top > 0 ? list_best(part, job, err)
                              : list_all(part, job, err);
}

static bool prepare(Job *job, VnErr *err) {
  job->wide = job->island->most > INT16_MAX;
  if (job->island->most > INT32_MAX) {
    return vn_fail(err, "impact: the judgements are too large, or have too "
                        "many decimals, to be summed exactly");
  }
  job->table_at = vn_alloc(job->island->n, sizeof *job->table_at);
  if (!job->table_at) return vn_fail_memory(err, DOING);
  return job->wide ? prepare_32(job, err) : prepare_16(job, err);
}

static bool search_part(Part *part, const VnBalance *b,
                        const VnConsistent *wanted, VnBounds *bounds,
                        VnErr *err) {
  Job job = {.island = &part->island,
             .balance = b,
             .wanted = wanted,
             .most_tabled = MOST_TABLED,
             .bounds = bounds};
  bool done = prepare(&job, err) && split(&job, err) &&
              do_tasks(&job, wanted->workers, err) && gather(part, &job, err);
  for (size_t t = 0; job.found && t < job.tasks.n; t++)
    vn_found_free(&job.found[t]);
  vn_free(job.found);
  vn_tasks_free(&job.tasks);
  vn_free(job.table);
  vn_free(job.table_at);
  return done;
}


// ---- all islands ----

typedef struct {
  Part *part;
  size_t n;
} Parts;

static void free_parts(Parts *parts) {
  for (size_t p = 0; parts->part && p < parts->n; p++) {
    vn_island_free(&parts->part[p].island);
    vn_free(parts->part[p].variant);
    vn_free(parts->part[p].total);
  }
  vn_free(parts->part);
}

// Scenario number s takes from each island the one that its digit says; the
// last island's changes fastest.
static void put_together(const Parts *parts, size_t s, uint8_t *variant) {
  for (size_t p = parts->n; p-- > 0;) {
    const Part *part = &parts->part[p];
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
    const Part *part = &parts->part[p];
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
static bool pair_up(const Best *before, const Part *part, uint64_t top,
                    Best *best, VnErr *err) {
  size_t n = 0;
  for (size_t a = 0; a < before->n; a++) n += top / (a + 1);
  best->ranked = vn_alloc(n + 1, sizeof *best->ranked);
  if (!best->ranked) return vn_fail_memory(err, DOING);
  n = 0;
  for (size_t a = 0; a < before->n; a++) {
    for (size_t c = 0; c < part->n_listed && (a + 1) * (c + 1) <= top; c++)
      best->ranked[n++] =
          (VnRanked){.total = before->ranked[a].total + part->total[c],
                     .order = a * part->n_listed + c};
  }
  qsort(best->ranked, n, sizeof *best->ranked, by_rank);
  best->n = n < top ? n : top;
  return true;
}

// Writes scenario s of the best, island by island from the last one.
static void unpick(const Parts *parts, const Best *best, size_t s,
                   uint8_t *variant) {
  for (size_t p = parts->n; p-- > 0;) {
    const Part *part = &parts->part[p];
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

static bool search_parts(Parts *parts, const VnBalance *b,
                         const VnConsistent *wanted, const size_t *numbers,
                         VnErr *err) {
  VnBounds bounds = {
      .limit = wanted->limit,
      .until = wanted->seconds > 0 ? vn_seconds() + wanted->seconds : 0};
  for (size_t p = 0; p < parts->n; p++) {
    if (vn_stopped(err) ||
        !vn_island(&parts->part[p].island, b, wanted, numbers, p, err) ||
        !search_part(&parts->part[p], b, wanted, &bounds, err))
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
