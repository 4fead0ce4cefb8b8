#include "calc/impact/found.h"

#include <string.h>
#include <time.h>

#include "data/memory.h"
#include "data/stop.h"

#define DOING "searching for scenarios"
#define FEW_TASKS 64


double vn_seconds(void) {
  struct timespec now;
  clock_gettime(CLOCK_MONOTONIC, &now);
  return (double)now.tv_sec + 1e-9 * (double)now.tv_nsec;
}


// ---- bounds ----

// What this piece finds is not wanted when those before it found enough.
static bool enough(const VnFound *found) {
  const VnBounds *b = found->bounds;
  uint64_t before = 0;
  for (size_t p = 0; b->found && p < found->piece; p++)
    before += atomic_load(&b->found[p]);
  return b->limit > 0 && before + found->count > b->limit;
}

bool vn_found_look(VnFound *found, VnErr *err) {
  VnBounds *b = found->bounds;
  if (vn_stopped(err)) {
    found->failed = true;
    return false;
  }
  if (b->until > 0 && vn_seconds() > b->until) atomic_store(&b->late, true);
  found->cut = found->cut || atomic_load(&b->late) || enough(found);
  return !found->cut;
}


// ---- scenarios ----

static bool fail(VnFound *found, VnErr *err) {
  found->failed = true;
  return vn_fail_memory(err, DOING);
}

bool vn_found_take(VnBounds *bounds, size_t bytes, VnErr *err) {
  if (atomic_fetch_add(&bounds->listed, bytes) + bytes <= bounds->lists)
    return true;
  return vn_fail(err,
                 "impact: the scenarios found so far take %zu MiB, which is "
                 "all that lists may take; ask for fewer ('top', 'limit'), or "
                 "allow more 'memory'",
                 bounds->lists >> 20);
}

static bool grow(VnFound *found, VnErr *err) {
  size_t room = found->room ? 2 * found->room : 64;
  size_t each = found->island->n + (found->top ? sizeof(VnRanked) : 0);
  found->failed = !vn_found_take(found->bounds, room * each, err);
  if (found->failed) return false;
  atomic_fetch_sub(&found->bounds->listed, found->room * each);
  uint8_t *variant = vn_resize(found->variant, room, found->island->n);
  if (!variant) return fail(found, err);
  found->variant = variant, found->room = room;
  if (found->top == 0) return true;
  VnRanked *ranked = vn_resize(found->ranked, room, sizeof *ranked);
  if (!ranked) return fail(found, err);
  found->ranked = ranked;
  return true;
}

bool vn_found_one(VnFound *found, uint8_t **variant, VnErr *err) {
  const VnBounds *b = found->bounds;
  *variant = NULL;
  found->cut = b->limit > 0 && found->count > b->limit;
  if (found->cut) return false;
  if (!found->count_only) {
    if (found->top == 0) found->spare = found->count;
    if (found->spare == found->room && !grow(found, err)) return false;
    *variant = found->variant + found->spare * found->island->n;
  }
  atomic_store(&b->found[found->piece], ++found->count);
  return true;
}

void vn_found_free(VnFound *found) {
  vn_free(found->variant);
  vn_free(found->ranked);
}


// ---- the best of them ----

// The sum of the scores of a row's variants.
static int64_t total_of(const VnFound *found, const uint8_t *variant) {
  const VnBalance *b = found->balance;
  const VnIsland *island = found->island;
  int64_t total = 0;
  for (size_t m = 0; m < island->n; m++) {
    size_t k = b->first[island->member[m].descriptor] + variant[m];
    const int32_t *row = b->cells + k * b->n_variants;
    for (size_t t = 0; t < island->n; t++)
      total += row[b->first[island->member[t].descriptor] + variant[t]];
  }
  return total;
}

static void swap(VnRanked *a, VnRanked *b) {
  VnRanked held = *a;
  *a = *b, *b = held;
}

static void rise(VnRanked *heap, size_t at) {
  for (; at > 0 && vn_ranked_before(&heap[(at - 1) / 2], &heap[at]);
       at = (at - 1) / 2)
    swap(&heap[at], &heap[(at - 1) / 2]);
}

static void sink(VnRanked *heap, size_t n) {
  size_t at = 0;
  while (2 * at + 1 < n) {
    size_t last = 2 * at + 1;
    if (last + 1 < n && vn_ranked_before(&heap[last], &heap[last + 1])) last++;
    if (!vn_ranked_before(&heap[at], &heap[last])) return;
    swap(&heap[at], &heap[last]);
    at = last;
  }
}

void vn_found_keep(VnFound *found) {
  if (found->top == 0) return;
  VnRanked one = {.total = total_of(found, found->variant +
                                               found->spare * found->island->n),
                  .order = found->count,
                  .slot = found->spare};
  if (found->n_ranked < found->top) {
    found->ranked[found->n_ranked] = one;
    rise(found->ranked, found->n_ranked++);
    found->spare = found->n_ranked;
  } else if (vn_ranked_before(&one, &found->ranked[0])) {
    found->spare = found->ranked[0].slot;
    found->ranked[0] = one;
    sink(found->ranked, found->n_ranked);
  }
}


// ---- pieces ----

bool vn_found_hand_over(VnFound *found, const void *open, size_t size,
                        size_t member, VnErr *err) {
  VnTasks *tasks = found->tasks;
  if (tasks->n == tasks->room) {
    size_t room = tasks->room ? 2 * tasks->room : FEW_TASKS;
    VnTask *grown = vn_resize(tasks->task, room, sizeof *grown);
    if (grown) tasks->task = grown, tasks->room = room;
  }
  char *copy = tasks->n < tasks->room ? vn_alloc(size, 1) : NULL;
  if (!copy) return fail(found, err);
  memcpy(copy, open, size);
  tasks->task[tasks->n++] = (VnTask){.open = copy, .member = member};
  return true;
}

void vn_tasks_free(VnTasks *tasks) {
  for (size_t t = 0; t < tasks->n; t++) vn_free(tasks->task[t].open);
  vn_free(tasks->task);
  *tasks = (VnTasks){0};
}
