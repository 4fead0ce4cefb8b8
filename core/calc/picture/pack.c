#include "calc/picture/pack.h"

#include <stdlib.h>

#include "data/memory.h"
#include "data/stop.h"

typedef struct {
  double from;
  size_t i;
} Turn;

static int by_start(const void *a, const void *b) {
  const Turn *x = a, *y = b;
  if (x->from != y->from) return x->from < y->from ? -1 : 1;
  return x->i < y->i ? -1 : x->i > y->i;
}

// `ends` says where each track ends so far.
static bool pack_in_turn(VnInterval *intervals, const Turn *turns, size_t n,
                         double gap, double *ends, size_t *n_tracks,
                         VnErr *err) {
  for (size_t k = 0; k < n; k++) {
    VnInterval *interval = &intervals[turns[k].i];
    size_t track = 0;
    while (track < *n_tracks && ends[track] + gap > interval->from) track++;
    if (track == *n_tracks) ++*n_tracks;
    ends[track] = interval->to;
    interval->track = track;
    if (vn_stopped(err)) return false;
  }
  return true;
}

bool vn_pack(VnInterval *intervals, size_t n, double gap, size_t *n_tracks,
             VnErr *err) {
  Turn *turns = vn_alloc(n + 1, sizeof *turns);
  double *ends = vn_alloc(n + 1, sizeof *ends);
  bool done = turns && ends;
  *n_tracks = 0;
  if (done) {
    for (size_t i = 0; i < n; i++) turns[i] = (Turn){intervals[i].from, i};
    qsort(turns, n, sizeof *turns, by_start);
    done = pack_in_turn(intervals, turns, n, gap, ends, n_tracks, err);
  } else {
    vn_fail_memory(err, "packing");
  }
  vn_free(turns);
  vn_free(ends);
  return done;
}
