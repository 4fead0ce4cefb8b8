#include "calc/linkage/growth_frame.h"

#include <string.h>

#include "calc/linkage/growth_clusters.h"
#include "calc/linkage/pairs.h"
#include "calc/frame/take.h"
#include "data/labels.h"
#include "data/matrix/frame.h"
#include "data/memory.h"

#define DOING "comparing periods"
#define MOST_COLUMNS 13

// ---- a frame of what was found ----

static VnColumn *count_column(const double *counts, size_t n) {
  VnColumn *column = vn_column_new(VN_INTEGER, n);
  for (size_t k = 0; column && k < n; k++)
    column->integer[k] = (int64_t)counts[k];
  return column;
}

static VnColumn *number_column(const double *numbers, size_t n) {
  VnColumn *column = vn_column_new(VN_NUMBER, n);
  if (column && n) memcpy(column->number, numbers, n * sizeof *numbers);
  return column;
}

static VnColumn *cluster_column(const VnGrowth *g) {
  VnColumn *column = vn_column_new(VN_INTEGER, g->n);
  if (column && g->n)
    memcpy(column->integer, g->clusters, g->n * sizeof *g->clusters);
  return column;
}

VnFrame *vn_growth_frame(const VnGrowth *g, const VnColumn *members,
                         const char *source, VnErr *err) {
  static const char *const labels[] = {
      "a",   "b",    "n_before", "n_after",    "rate",
      "low", "high", "change",   "change_low", "change_high",
      "p",   "q",    "clusters"};
  VnColumn *columns[MOST_COLUMNS] = {
      vn_take_column(members, g->a, g->n), vn_take_column(members, g->b, g->n),
      count_column(g->before, g->n), count_column(g->after, g->n)};
  const double *numbers[] = {g->rate,  g->low,  g->high, g->change,
                             g->least, g->most, g->p,    g->q};
  for (size_t j = 0; j < 8; j++)
    columns[4 + j] = number_column(numbers[j], g->n);
  if (g->clusters) columns[12] = cluster_column(g);
  return vn_frame_of(labels, columns, g->clusters ? 13 : 12, g->n, source, err);
}


// ---- growth of events ----

typedef struct {
  VnEvents *events;
  VnPairCounts pairs;
  uint64_t *totals;
} Side;

static void side_free(Side *side) {
  vn_events_free(side->events);
  vn_pair_counts_free(&side->pairs);
  vn_free(side->totals);
}

static bool is_within(const VnEvents *e, size_t group, VnSpan span) {
  uint32_t period = e->period[group];
  return period != VN_NO_LABEL && period >= span.from && period <= span.to;
}

static bool take_side(const VnEvents *e, VnSpan span, Side *side, VnErr *err) {
  uint32_t *times = vn_alloc(e->n_groups, sizeof *times);
  side->totals = vn_alloc(vn_names_count(e->members), sizeof *side->totals);
  bool room = times && side->totals;
  if (!room) vn_fail_memory(err, DOING);
  for (size_t g = 0; room && g < e->n_groups; g++)
    times[g] = is_within(e, g, span);
  if (room) side->events = vn_events_repeat(e, times, err);
  vn_free(times);
  if (!side->events) return false;
  vn_events_totals(side->events, side->totals);
  return vn_count_pairs(side->events, &side->pairs, err);
}

static VnGrowthSide growth_side(const Side *side) {
  return (VnGrowthSide){.n = side->pairs.n,
                        .a = side->pairs.a,
                        .b = side->pairs.b,
                        .count = side->pairs.count,
                        .totals = side->totals,
                        .n_groups = (double)side->events->n_groups};
}

// Groups of events that lie on either side. One without a cluster is a cluster
// of its own.
typedef struct {
  const VnEvents *events;
  const VnEventGrowth *how;
} Walk;

static bool walk_events(void *given, VnTakeSideGroup take, void *data,
                        VnErr *err) {
  const Walk *w = given;
  const VnEvents *e = w->events;
  for (size_t g = 0; g < e->n_groups; g++) {
    bool before = is_within(e, g, w->how->before);
    if (!before && !is_within(e, g, w->how->after)) continue;
    bool lone = e->cluster[g] == VN_NO_LABEL;
    VnSideGroup group = {.cluster = lone ? e->n_clusters + g : e->cluster[g],
                         .side = before ? 0 : 1,
                         .members = e->member + e->start[g],
                         .n = (size_t)(e->start[g + 1] - e->start[g])};
    if (!take(data, &group, err)) return false;
  }
  return true;
}

static bool compare(const VnEvents *e, const VnEventGrowth *how,
                    const Side sides[2], VnGrowth *g, VnErr *err) {
  VnGrowthTest test = {.n_members = vn_names_count(e->members),
                       .before = growth_side(&sides[0]),
                       .after = growth_side(&sides[1]),
                       .error = how->error,
                       .least = how->least,
                       .fdr = how->fdr};
  if (test.before.n_groups == 0 || test.after.n_groups == 0) {
    return vn_fail(err,
                   "growth: there are %.0f groups before and %.0f after; "
                   "both are needed",
                   test.before.n_groups, test.after.n_groups);
  }
  if (!vn_growth(&test, g, err)) return false;
  Walk walk = {e, how};
  VnGrowthDraws draws = {walk_events, &walk, how->replicates, how->seed};
  return !e->cluster || vn_growth_clusters(&test, &draws, g, err);
}

VnFrame *vn_events_growth(const VnEvents *e, const VnEventGrowth *how,
                          VnErr *err) {
  Side sides[2] = {{0}, {0}};
  VnGrowth g = {0};
  VnFrame *f = NULL;
  VnColumn *members = vn_column_of_names(e->members);
  if (!members) vn_fail_memory(err, DOING);
  if (members && take_side(e, how->before, &sides[0], err) &&
      take_side(e, how->after, &sides[1], err) &&
      compare(e, how, sides, &g, err))
    f = vn_growth_frame(&g, members, e->source, err);
  vn_column_free(members);
  vn_growth_free(&g);
  side_free(&sides[0]);
  side_free(&sides[1]);
  return f;
}
