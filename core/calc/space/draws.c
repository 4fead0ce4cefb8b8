#include "calc/space/draws.h"

#include <inttypes.h>

#include "calc/space/again.h"
#include "calc/chance/curveball.h"
#include "calc/graph/backbone.h"
#include "calc/graph/project.h"
#include "calc/chance/resample.h"
#include "calc/graph/rewire.h"
#include "data/memory.h"

typedef struct {
  const VnPartition *p;
  const VnGraph *graph;
  const VnEvents *events;
  int64_t top;
  const VnDraws *draws;
} Drawing;

static VnPartition *find(Drawing *d, VnDraw *draw, const char *method,
                         VnErr *err) {
  const VnDraws *draws = d->draws;
  if (draws->replicates < 1 || draws->starts < 0) {
    vn_fail(err,
            "%s: wants 1 replicate or more, and 1 start or more, found "
            "%" PRId64 " and %" PRId64,
            method, draws->replicates, draws->starts);
    return NULL;
  }
  VnPartition *found = vn_find_in_others(d->p, (size_t)draws->replicates,
                                         draws->starts, draw, d, method, err);
  if (found) found->seed = draws->seed;
  return found;
}


// ---- communities that are there ----

static VnGraph *draw_planted(void *given, size_t k, VnErr *err) {
  const Drawing *d = given;
  VnRandom random = vn_random(d->draws->seed, k);
  return vn_rewire_within(d->graph, d->p->of, &random, err);
}

VnPartition *vn_planted(const VnPartition *p, const VnGraph *g,
                        const VnDraws *draws, VnErr *err) {
  Drawing d = {.p = p, .graph = g, .draws = draws};
  return find(&d, draw_planted, "planted", err);
}


// ---- events drawn anew ----

// Takes the graph over.
static VnGraph *thin_out(VnGraph *g, int64_t top, VnErr *err) {
  if (!g || top == 0) return g;
  VnGraph *thin = vn_heaviest(g, top, VN_AT_EITHER, err);
  vn_graph_free(g);
  return thin;
}

static VnGraph *draw_resampled(void *given, size_t k, VnErr *err) {
  const Drawing *d = given;
  VnRandom random = vn_random(d->draws->seed, k);
  uint32_t *times = vn_alloc(d->events->n_groups, sizeof *times);
  if (!times) vn_fail_memory(err, "resampling");
  bool drawn = times && vn_resample(d->events, &random, times, err);
  VnGraph *g = drawn ? vn_project(d->events, d->p->nodes, times, err) : NULL;
  vn_free(times);
  return thin_out(g, d->top, err);
}

VnPartition *vn_resampled(const VnPartition *p, const VnEvents *events,
                          int64_t top, const VnDraws *draws, VnErr *err) {
  Drawing d = {.p = p, .events = events, .top = top, .draws = draws};
  return find(&d, draw_resampled, "resampled", err);
}


// ---- events by chance ----

static VnGraph *draw_shuffled(void *given, size_t k, VnErr *err) {
  const Drawing *d = given;
  VnRandom random = vn_random(d->draws->seed, k);
  VnEvents *events =
      vn_curveball(d->events, false, VN_CURVEBALL_ROUNDS, &random, err);
  VnGraph *g = events ? vn_project(events, d->p->nodes, NULL, err) : NULL;
  vn_events_free(events);
  return thin_out(g, d->top, err);
}

VnPartition *vn_shuffled(const VnPartition *p, const VnEvents *events,
                         int64_t top, const VnDraws *draws, VnErr *err) {
  Drawing d = {.p = p, .events = events, .top = top, .draws = draws};
  return find(&d, draw_shuffled, "shuffled", err);
}
