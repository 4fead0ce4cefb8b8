#include "calc/impact/consistent_part.h"

#include <stdlib.h>
#include <string.h>

#include "calc/impact/found.h"
#include "calc/pool.h"
#include "data/memory.h"

#define DOING "searching for scenarios"
#define MOST_TABLED 6  // variants of which every set has a table
#define TASKS 64       // at least so many pieces for the threads, if there are
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
#include "calc/impact/consistent_search.h"
#undef CELL
#undef NAME

#define CELL int32_t
#define NAME(x) x##_32
#include "calc/impact/consistent_search.h"
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

static size_t level_size(const Job *job) {
  return job->wide ? level_size_32(job->island) : level_size_16(job->island);
}

static size_t widest(const VnIsland *island) {
  size_t most = 1;
  for (size_t m = 0; m < island->n; m++) {
    if (island->member[m].n > most) most = island->member[m].n;
  }
  return most;
}

// Cuts the search into pieces: what is open after so many choices, as long as
// the next choice leaves no more than there is room for.
static bool split(Job *job, VnErr *err) {
  size_t most = widest(job->island);
  for (size_t depth = 1; depth <= MOST_SPLITS; depth++) {
    size_t before = job->tasks.n;
    VnFound found = empty_found(job, 0);
    vn_tasks_free(&job->tasks);
    found.tasks = &job->tasks;
    if (!search(job, NULL, &found, depth, err)) return false;
    if (found.cut || job->tasks.n >= TASKS || job->tasks.n == before) break;
    if (job->tasks.n * most > job->bounds->pieces / level_size(job)) break;
  }
  return true;
}

// Threads have levels of their own, and each may list `limit` scenarios (in
// room that doubles) before it sees that those before it found enough.
static size_t workers_within(const Job *job) {
  const VnBounds *bounds = job->bounds;
  size_t n = vn_workers(job->wanted->workers), width = job->island->n;
  size_t extra = bounds->threads / ((width + 1) * level_size(job));
  if (n > 1 + extra) n = 1 + extra;
  double list = 2.0 * (double)width * (double)bounds->limit;
  if (job->wanted->count_only || job->wanted->top > 0) list = 0;
  while (n > 1 && list * (double)(n + 2) > (double)bounds->lists) n--;
  return n;
}

static bool do_tasks(Job *job, VnErr *err) {
  size_t n = job->tasks.n;
  atomic_ullong *counts = vn_alloc(n, sizeof *counts);
  job->found = vn_alloc(n, sizeof *job->found);
  job->bounds->found = counts;
  bool room = counts && job->found;
  for (size_t t = 0; room && t < n; t++) job->found[t] = empty_found(job, t);
  bool done = room ? vn_pool(n, workers_within(job), do_task, job, err)
                   : vn_fail_memory(err, DOING);
  job->bounds->found = NULL;
  vn_free(counts);
  return done;
}

static bool list_all(VnConsistentPart *part, const Job *job, VnErr *err) {
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

int vn_by_rank(const void *a, const void *b) {
  const VnRanked *x = a, *y = b;
  return vn_ranked_before(x, y) ? -1 : vn_ranked_before(y, x);
}

// The best of all tasks; `ranked` has room for all that they kept, and tells
// apart by `order` from which task, by `slot` from which of its rows.
static bool list_ranked(VnConsistentPart *part, const Job *job,
                        VnRanked *ranked, size_t n, VnErr *err) {
  size_t width = part->island.n, at = 0;
  for (size_t t = 0; t < job->tasks.n; t++) {
    qsort(job->found[t].ranked, job->found[t].n_ranked, sizeof *ranked,
          vn_by_rank);
    for (size_t r = 0; r < job->found[t].n_ranked; r++) {
      ranked[at] = job->found[t].ranked[r];
      ranked[at++].order = t * job->wanted->top + r;
    }
  }
  qsort(ranked, n, sizeof *ranked, vn_by_rank);
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

static bool list_best(VnConsistentPart *part, const Job *job, VnErr *err) {
  size_t n = 0;
  for (size_t t = 0; t < job->tasks.n; t++) n += job->found[t].n_ranked;
  VnRanked *ranked = vn_alloc(n + 1, sizeof *ranked);
  if (!ranked) return vn_fail_memory(err, DOING);
  bool done = list_ranked(part, job, ranked, n, err);
  vn_free(ranked);
  return done;
}

static bool gather(VnConsistentPart *part, const Job *job, VnErr *err) {
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

bool vn_consistent_part_search(VnConsistentPart *part, const VnBalance *b,
                               const VnConsistent *wanted, VnBounds *bounds,
                               VnErr *err) {
  Job job = {.island = &part->island,
             .balance = b,
             .wanted = wanted,
             .most_tabled = MOST_TABLED,
             .bounds = bounds};
  bool done = prepare(&job, err) && split(&job, err) && do_tasks(&job, err) &&
              gather(part, &job, err);
  for (size_t t = 0; job.found && t < job.tasks.n; t++)
    vn_found_free(&job.found[t]);
  vn_free(job.found);
  vn_tasks_free(&job.tasks);
  vn_free(job.table);
  vn_free(job.table_at);
  return done;
}

void vn_consistent_part_free(VnConsistentPart *part) {
  vn_island_free(&part->island);
  vn_free(part->variant);
  vn_free(part->total);
}
