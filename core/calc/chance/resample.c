#include "calc/chance/resample.h"

#include "data/labels.h"
#include "data/memory.h"

// A group without a cluster is one of its own: the clusters come first.
bool vn_resample(const VnEvents *e, VnRandom *random, uint32_t *times,
                 VnErr *err) {
  uint32_t n = e->cluster ? e->n_clusters : 0;
  uint32_t *drawn = vn_alloc(n + e->n_groups, sizeof *drawn);
  uint32_t *of = vn_alloc(e->n_groups, sizeof *of);
  bool room = drawn && of;
  for (size_t g = 0; room && g < e->n_groups; g++) {
    bool lone = !e->cluster || e->cluster[g] == VN_NO_LABEL;
    of[g] = lone ? n++ : e->cluster[g];
  }
  for (uint32_t k = 0; room && k < n; k++) drawn[vn_random_below(random, n)]++;
  for (size_t g = 0; room && g < e->n_groups; g++) times[g] = drawn[of[g]];
  vn_free(drawn);
  vn_free(of);
  return room || vn_fail_memory(err, "resampling");
}

VnEvents *vn_resampled_events(const VnEvents *events, VnRandom *random,
                              VnErr *err) {
  uint32_t *times = vn_alloc(events->n_groups, sizeof *times);
  VnEvents *drawn = NULL;
  if (!times) vn_fail_memory(err, "resampling");
  else if (vn_resample(events, random, times, err))
    drawn = vn_events_repeat(events, times, err);
  vn_free(times);
  return drawn;
}
