#include "calc/consistent.h"

#include <stdatomic.h>
#include <string.h>
#include <time.h>

#include "calc/island.h"
#include "calc/pool.h"
#include "data/decimal.h"
#include "data/memory.h"
#include "data/stop.h"

#define DOING "searching for scenarios"
#define MOST_TABLED 6  // variants of which every set has a table
#define LOOK_EVERY 1023
#define TASKS 64  // at least so many pieces for the threads, if there are
#define MOST_SPLITS 8


// ---- what a search finds ----

// What was still open where a piece of the search begins.
typedef struct {
  char *open;
  size_t member;  // the first one not yet decided
} Task;

typedef struct {
  Task *task;
  size_t n, room;
} Tasks;

// When to stop, for all pieces of one search.
typedef struct {
  uint64_t limit;        // of scenarios; 0: none
  double until;          // in seconds of the clock; 0: never
  atomic_ullong *found;  // by each piece; NULL while it is cut into them
  atomic_bool late;
} Bounds;

typedef struct {
  size_t width;  // members
  bool count_only;
  uint64_t count;
  uint8_t *variant;  // count x width
  size_t room;
  Bounds *bounds;
  size_t piece;
  Tasks *tasks;  // where a search that stops half way hands over
  uint32_t looks;
  bool failed, cut;
} Found;

static double seconds(void) {
  struct timespec now;
  clock_gettime(CLOCK_MONOTONIC, &now);
  return (double)now.tv_sec + 1e-9 * (double)now.tv_nsec;
}

// What this piece finds is not wanted when those before it found enough.
static bool enough(const Found *found) {
  const Bounds *b = found->bounds;
  uint64_t before = 0;
  for (size_t p = 0; b->found && p < found->piece; p++)
    before += atomic_load(&b->found[p]);
  return b->limit > 0 && before + found->count > b->limit;
}

static bool look_up(Found *found, VnErr *err) {
  Bounds *b = found->bounds;
  if (vn_stopped(err)) {
    found->failed = true;
    return false;
  }
  if (b->until > 0 && seconds() > b->until) atomic_store(&b->late, true);
  found->cut = found->cut || atomic_load(&b->late) || enough(found);
  return !found->cut;
}

static bool found_go_on(Found *found, VnErr *err) {
  return (++found->looks & LOOK_EVERY) != 0 || look_up(found, err);
}

static bool found_grow(Found *found, VnErr *err) {
  size_t room = found->room ? 2 * found->room : 64;
  uint8_t *grown = vn_resize(found->variant, room, found->width);
  if (grown) {
    found->variant = grown, found->room = room;
    return true;
  }
  found->failed = true;
  return vn_fail_memory(err, DOING);
}

// One more scenario, and where to write it (NULL where it is only counted).
// False: there are enough, or no memory.
static bool found_one(Found *found, uint8_t **variant, VnErr *err) {
  const Bounds *b = found->bounds;
  *variant = NULL;
  found->cut = b->limit > 0 && found->count > b->limit;
  if (found->cut) return false;
  if (!found->count_only && found->count == found->room &&
      !found_grow(found, err))
    return false;
  if (!found->count_only)
    *variant = found->variant + found->count * found->width;
  atomic_store(&b->found[found->piece], ++found->count);
  return true;
}

static bool found_hand_over(Found *found, const void *open, size_t size,
                            size_t member, VnErr *err) {
  Tasks *tasks = found->tasks;
  if (tasks->n == tasks->room) {
    size_t room = tasks->room ? 2 * tasks->room : TASKS;
    Task *grown = vn_resize(tasks->task, room, sizeof *grown);
    if (grown) tasks->task = grown, tasks->room = room;
  }
  char *copy = tasks->n < tasks->room ? vn_alloc(size, 1) : NULL;
  if (!copy) {
    found->failed = true;
    return vn_fail_memory(err, DOING);
  }
  memcpy(copy, open, size);
  tasks->task[tasks->n++] = (Task){.open = copy, .member = member};
  return true;
}

static void free_tasks(Tasks *tasks) {
  for (size_t t = 0; t < tasks->n; t++) vn_free(tasks->task[t].open);
  vn_free(tasks->task);
  *tasks = (Tasks){0};
}


// ---- one island ----

typedef struct {
  const VnIsland *island;
  void *table;
  size_t *table_at;
  bool wide;  // sums need 32 bits
  bool count_only;
  Bounds *bounds;
  Tasks tasks;
  Found *found;  // of each task
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

static bool search(const Job *job, const Task *task, Found *found,
                   size_t stop_depth, VnErr *err) {
  return job->wide ? search_32(job, task, found, stop_depth, err)
                   : search_16(job, task, found, stop_depth, err);
}

static bool do_task(void *given, size_t t, VnErr *err) {
  Job *job = given;
  return search(job, &job->tasks.task[t], &job->found[t], 0, err);
}

static Found empty_found(const Job *job, size_t piece) {
  return (Found){.width = job->island->n,
                 .count_only = job->count_only,
                 .bounds = job->bounds,
                 .piece = piece};
}

// Cuts the search into pieces: what is open after so many choices.
static bool split(Job *job, VnErr *err) {
  for (size_t depth = 1; depth <= MOST_SPLITS; depth++) {
    size_t before = job->tasks.n;
    Found found = empty_found(job, 0);
    free_tasks(&job->tasks);
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

// What one island has: variants of its descriptors in the order of decision.
typedef struct {
  VnIsland island;
  uint64_t count;
  uint8_t *variant;
  bool complete;
} Part;

static bool gather(Part *part, const Job *job, uint64_t limit, VnErr *err) {
  size_t width = part->island.n, at = 0;
  part->complete = !atomic_load(&job->bounds->late);
  for (size_t t = 0; t < job->tasks.n; t++) {
    part->complete = part->complete && !job->found[t].cut;
    part->count += job->found[t].count;
  }
  if (limit > 0 && part->count > limit)
    part->count = limit, part->complete = false;
  if (job->count_only) return true;
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

static bool search_part(Part *part, const VnConsistent *wanted, Bounds *bounds,
                        VnErr *err) {
  Job job = {.island = &part->island,
             .count_only = wanted->count_only,
             .bounds = bounds};
  bool done = prepare(&job, err) && split(&job, err) &&
              do_tasks(&job, wanted->workers, err) &&
              gather(part, &job, wanted->limit, err);
  for (size_t t = 0; job.found && t < job.tasks.n; t++)
    vn_free(job.found[t].variant);
  vn_free(job.found);
  free_tasks(&job.tasks);
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

static bool combine(const Parts *parts, const VnBalance *b,
                    const VnConsistent *wanted, VnScenarios *found,
                    VnErr *err) {
  bool cut = false;
  found->complete = is_complete(parts);
  if (!count_parts(parts, found, err)) return false;
  if (wanted->count_only) return true;
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

static bool search_parts(Parts *parts, const VnBalance *b,
                         const VnConsistent *wanted, const size_t *numbers,
                         VnErr *err) {
  Bounds bounds = {.limit = wanted->limit,
                   .until =
                       wanted->seconds > 0 ? seconds() + wanted->seconds : 0};
  for (size_t p = 0; p < parts->n; p++) {
    if (vn_stopped(err) ||
        !vn_island(&parts->part[p].island, b, wanted, numbers, p, err) ||
        !search_part(&parts->part[p], wanted, &bounds, err))
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
