// What a search for scenarios finds on its way: the scenarios of one piece of
// it, or the pieces into which it is cut.
#ifndef VN_FOUND_H
#define VN_FOUND_H

#include <stdatomic.h>

#include "calc/impact/island.h"

// What was still open where a piece of the search begins.
typedef struct {
  char *open;
  size_t member;  // the first one not yet decided
} VnTask;

typedef struct {
  VnTask *task;
  size_t n, room;
} VnTasks;

void vn_tasks_free(VnTasks *tasks);

// When to stop, for all pieces of one search, and how much memory each kind
// of thing may take, in bytes.
typedef struct {
  size_t tables, pieces, threads, lists;
  atomic_size_t listed;  // of the lists

  uint64_t limit;        // of scenarios; 0: none
  double until;          // in seconds of the clock; 0: never
  atomic_ullong *found;  // by each piece; NULL while it is cut into them
  atomic_bool late;
} VnBounds;

double vn_seconds(void);  // of that clock

// A scenario that may be among the best: its total, its place in the order of
// finding, and where its variants stand.
typedef struct {
  int64_t total;
  uint64_t order;
  size_t slot;
} VnRanked;

// True when a comes before b: the higher total, of equal ones the earlier.
static inline bool vn_ranked_before(const VnRanked *a, const VnRanked *b) {
  return a->total != b->total ? a->total > b->total : a->order < b->order;
}

typedef struct {
  const VnIsland *island;
  const VnBalance *balance;
  bool count_only;
  uint64_t top;  // only so many are kept, those with the highest totals; 0: all
  uint64_t count;
  uint8_t *variant;  // one row of the island's members for each one kept
  size_t room;
  VnRanked *ranked;  // a heap, the last of them first; only with `top`
  size_t n_ranked;
  size_t spare;  // the row that holds none of them
  VnBounds *bounds;
  size_t piece;
  VnTasks *tasks;  // where a search that stops half way hands over
  size_t work;
  bool failed, cut;
} VnFound;

void vn_found_free(VnFound *found);

// Looks at the clock, at Ctrl-C and at what the others found. False: stop.
bool vn_found_look(VnFound *found, VnErr *err);

#define VN_FOUND_WORK 131072  // rows gone through between two looks, about

static inline bool vn_found_go_on(VnFound *found, VnErr *err) {
  found->work += 64 + found->island->n_rows;
  if (found->work < VN_FOUND_WORK) return true;
  found->work = 0;
  return vn_found_look(found, err);
}

// One more scenario, and where to write it (NULL where it is only counted).
// False: there are enough, or no memory. When it is written it is kept, unless
// others are better.
bool vn_found_one(VnFound *found, uint8_t **variant, VnErr *err);
void vn_found_keep(VnFound *found);

// Takes so many bytes of what lists may take, or fails.
bool vn_found_take(VnBounds *bounds, size_t bytes, VnErr *err);

bool vn_found_hand_over(VnFound *found, const void *open, size_t size,
                        size_t member, VnErr *err);

#endif
