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


// ---- two at once ----

static uint32_t n_clusters(const VnEvents *e) {
  return e->cluster ? e->n_clusters : 0;
}

// The number of each cluster of `b` among those of both, of which those of `a`
// come first; how many there are in all.
static uint32_t number_clusters(const VnEvents *a, const VnEvents *b,
                                uint32_t *of) {
  uint32_t n = n_clusters(a);
  for (uint32_t c = 0; c < n_clusters(b); c++) {
    bool named = a->cluster && a->clusters && b->clusters;
    ptrdiff_t at =
        named ? vn_names_find(a->clusters, vn_names_at(b->clusters, c)) : -1;
    of[c] = at < 0 ? n++ : (uint32_t)at;
  }
  return n;
}

// `of` has the number of each cluster; NULL: its own.
static void take_clusters(const VnEvents *e, const uint32_t *of,
                          const uint32_t *drawn, uint32_t *times) {
  for (size_t g = 0; g < e->n_groups; g++) {
    uint32_t c = e->cluster ? e->cluster[g] : VN_NO_LABEL;
    times[g] = c == VN_NO_LABEL ? 0 : drawn[of ? of[c] : c];
  }
}

static bool draw_lone(const VnEvents *e, VnRandom *random, uint32_t *times,
                      VnErr *err) {
  uint32_t n = 0, *lone = vn_alloc(e->n_groups, sizeof *lone);
  if (!lone) return vn_fail_memory(err, "resampling");
  for (uint32_t g = 0; g < e->n_groups; g++)
    if (!e->cluster || e->cluster[g] == VN_NO_LABEL) lone[n++] = g;
  for (uint32_t k = 0; k < n; k++) times[lone[vn_random_below(random, n)]]++;
  vn_free(lone);
  return true;
}

bool vn_resample_both(const VnEvents *const e[2], VnRandom *random,
                      uint32_t *const times[2], VnErr *err) {
  size_t most = (size_t)n_clusters(e[0]) + n_clusters(e[1]);
  uint32_t *of = vn_alloc(n_clusters(e[1]), sizeof *of);
  uint32_t *drawn = vn_alloc(most, sizeof *drawn);
  bool room = of && drawn;
  if (room) {
    uint32_t n = number_clusters(e[0], e[1], of);
    for (uint32_t k = 0; k < n; k++) drawn[vn_random_below(random, n)]++;
    take_clusters(e[0], NULL, drawn, times[0]);
    take_clusters(e[1], of, drawn, times[1]);
  }
  vn_free(of);
  vn_free(drawn);
  if (!room) return vn_fail_memory(err, "resampling");
  return draw_lone(e[0], random, times[0], err) &&
         draw_lone(e[1], random, times[1], err);
}


// ---- the groups that were drawn ----

bool vn_resampled_both(const VnEvents *const e[2], VnRandom *random,
                       VnEvents *drawn[2], VnErr *err) {
  uint32_t *times[2] = {vn_alloc(e[0]->n_groups, sizeof **times),
                        vn_alloc(e[1]->n_groups, sizeof **times)};
  bool done = times[0] && times[1];
  if (!done) vn_fail_memory(err, "resampling");
  done = done && vn_resample_both(e, random, times, err);
  for (int i = 0; done && i < 2; i++)
    done = (drawn[i] = vn_events_repeat(e[i], times[i], err));
  vn_free(times[0]);
  vn_free(times[1]);
  return done;
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
