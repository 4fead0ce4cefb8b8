#include "calc/impact/least.h"

#include <stdlib.h>
#include <string.h>

#include "data/memory.h"

typedef struct {
  const VnBalance *balance;
  VnConsistent wanted;  // to count up to k
  uint64_t k;
  bool cut;  // by time
} Probe;

// Whether k scenarios stay within the threshold.
static bool leaves(Probe *probe, int64_t threshold, bool *enough, VnErr *err) {
  VnScenarios found;
  probe->wanted.threshold = threshold;
  if (!vn_consistent(probe->balance, &probe->wanted, &found, err)) return false;
  *enough =
      strlen(found.count) > 19 || strtoull(found.count, NULL, 10) >= probe->k;
  probe->cut = probe->cut || (!found.complete && !*enough);
  vn_scenarios_free(&found);
  return true;
}

// No scenario lacks more than that.
static int64_t most_lack(const VnBalance *b) {
  int64_t most = 0;
  for (size_t k = 0; k < b->n_variants * b->n_variants; k++)
    most = b->cells[k] > most    ? b->cells[k]
           : -b->cells[k] > most ? -b->cells[k]
                                 : most;
  return 2 * most * (int64_t)b->n;
}

// The smallest threshold above `less` (which is too small) and up to `enough`.
static bool halve(Probe *probe, int64_t less, int64_t *enough, VnErr *err) {
  while (*enough - less > 1 && !probe->cut) {
    int64_t middle = less + (*enough - less) / 2;
    bool leaves_k;
    if (!leaves(probe, middle, &leaves_k, err)) return false;
    if (leaves_k) *enough = middle;
    else less = middle;
  }
  return true;
}

bool vn_least(const VnBalance *b, const VnConsistent *wanted, uint64_t k,
              VnScenarios *found, int64_t *threshold, VnErr *err) {
  Probe probe = {.balance = b, .wanted = *wanted, .k = k};
  probe.wanted.limit = k, probe.wanted.count_only = true;
  int64_t less = -1, bound = most_lack(b);
  bool enough = false;
  *threshold = 0;
  if (!leaves(&probe, 0, &enough, err)) return false;
  while (!enough && *threshold < bound && !probe.cut) {
    less = *threshold;
    *threshold = 2 * *threshold + 1;
    if (!leaves(&probe, *threshold, &enough, err)) return false;
  }
  if (enough && !halve(&probe, less, threshold, err)) return false;
  VnConsistent all = *wanted;
  all.threshold = *threshold;
  if (!vn_consistent(b, &all, found, err)) return false;
  found->complete = found->complete && !probe.cut;
  return true;
}
