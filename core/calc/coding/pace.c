#include "calc/coding/pace.h"

#include <math.h>

#include "calc/linkage/cluster_range.h"
#include "calc/chance/quantiles.h"
#include "calc/chance/random.h"
#include "data/memory.h"
#include "data/stop.h"

#define DOING "trends"

// ---- the slope ----

static VnPaceSums sums_of(const VnPace *pace, const float *weight) {
  VnPaceSums sums = {0};
  for (size_t s = 0; s < pace->o->n_sources; s++) {
    double n = pace->o->size[s] * (weight ? weight[s] : 1);
    if (n == 0) continue;
    double t = pace->time[pace->mark[s]];
    sums.units += n, sums.time += n * t, sums.squares += n * t * t;
  }
  return sums;
}

// The item's units, and the sum of time over them less what their share of all
// lets expect.
typedef struct {
  double units, rise;
} Rise;

static Rise rise_of(const VnPace *pace, size_t item, const float *weight,
                    VnPaceSums sums) {
  const VnOccurrence *o = pace->o;
  double units = 0, time = 0;
  for (uint64_t k = o->start[item]; k < o->start[item + 1]; k++) {
    uint32_t s = o->source[k];
    double n = o->count[k] * (weight ? weight[s] : 1);
    units += n, time += n * pace->time[pace->mark[s]];
  }
  return (Rise){units, time - units * sums.time / sums.units};
}

static double scatter(VnPaceSums sums) {
  return sums.squares - sums.time * sums.time / sums.units;
}

static VnPaceOf weighted_pace(const VnPace *pace, size_t item,
                              const float *weight, VnPaceSums sums) {
  double below = scatter(sums);
  if (!(below > 0)) return (VnPaceOf){NAN, NAN};
  Rise rise = rise_of(pace, item, weight, sums);
  double slope = rise.rise / below;
  return (VnPaceOf){slope,
                    rise.units > 0 ? slope / (rise.units / sums.units) : NAN};
}

VnPaceOf vn_pace_of(const VnPace *pace, size_t item) {
  return weighted_pace(pace, item, NULL, pace->sums);
}

void vn_pace_look(void *test, const uint32_t *mark) {
  VnPace *pace = test;
  pace->mark = mark;
  pace->sums = sums_of(pace, NULL);
}

double vn_pace_z(void *test, size_t item) {
  const VnPace *pace = test;
  double share = (double)pace->o->units[item] / pace->sums.units;
  double variance = share * (1 - share) * scatter(pace->sums);
  return variance > 0
             ? rise_of(pace, item, NULL, pace->sums).rise / sqrt(variance)
             : NAN;
}


// ---- intervals ----

typedef struct {
  const VnPace *pace;
  VnPaceDraws plan;
  size_t n_sets;
  float *weight;     // set by set: of each source
  VnPaceSums *sums;  // of each set
  double *slopes, *growths;
  uint32_t *source;  // those that count
  size_t n;
} Draws;

static void draws_free(Draws *d) {
  vn_free(d->weight);
  vn_free(d->sums);
  vn_free(d->slopes);
  vn_free(d->growths);
  vn_free(d->source);
}

static bool list_sources(Draws *d, VnErr *err) {
  const VnOccurrence *o = d->pace->o;
  d->source = vn_alloc(o->n_sources, sizeof *d->source);
  if (!d->source) return vn_fail_memory(err, DOING);
  for (size_t k = 0; k < o->n_sources; k++) {
    if (o->size[k] > 0) d->source[d->n++] = (uint32_t)k;
  }
  return true;
}

// Set r: sources drawn from the stream r + 1, or all but source r.
static void weigh(Draws *d, size_t r, bool left_out) {
  float *weight = d->weight + r * d->pace->o->n_sources;
  VnRandom random = vn_random(d->plan.seed, r + 1);
  for (size_t k = 0; k < d->n; k++) {
    size_t at = left_out ? k : vn_random_below(&random, (uint32_t)d->n);
    if (!left_out || k != r) weight[d->source[at]]++;
  }
  d->sums[r] = sums_of(d->pace, weight);
}

static bool draw(Draws *d, VnErr *err) {
  if (!list_sources(d, err)) return false;
  bool left_out = d->n < VN_FEW_CLUSTERS;
  d->n_sets = left_out ? d->n : d->plan.n_replicates;
  d->weight = vn_alloc(d->n_sets * d->pace->o->n_sources, sizeof *d->weight);
  d->sums = vn_alloc(d->n_sets, sizeof *d->sums);
  d->slopes = vn_alloc(d->n_sets, sizeof *d->slopes);
  d->growths = vn_alloc(d->n_sets, sizeof *d->growths);
  if (!d->weight || !d->sums || !d->slopes || !d->growths)
    return vn_fail_memory(err, DOING);
  for (size_t r = 0; r < d->n_sets; r++) {
    if (vn_stopped(err)) return false;
    weigh(d, r, left_out);
  }
  return true;
}

// One value alone has no range.
static void middle(const Draws *d, double *values, size_t n, double *low,
                   double *high) {
  bool left_out = d->n < VN_FEW_CLUSTERS;
  n = vn_limits(values, n, left_out ? 1 : d->plan.confidence, low, high);
  if (n < 2) *low = *high = NAN;
}

static void range_of(const Draws *d, size_t i, const VnPaceRanges *to) {
  for (size_t r = 0; r < d->n_sets; r++) {
    const float *weight = d->weight + r * d->pace->o->n_sources;
    VnPaceOf found = weighted_pace(d->pace, i, weight, d->sums[r]);
    d->slopes[r] = found.slope, d->growths[r] = found.growth;
  }
  middle(d, d->slopes, d->n_sets, &to->low[i], &to->high[i]);
  middle(d, d->growths, d->n_sets, &to->growth_low[i], &to->growth_high[i]);
}

bool vn_pace_ranges(const VnPace *pace, VnPaceDraws plan,
                    const VnPaceRanges *to, VnErr *err) {
  Draws d = {.pace = pace, .plan = plan};
  bool done = draw(&d, err);
  for (size_t i = 0; done && i < pace->o->n_items; i++) {
    range_of(&d, i, to);
    done = !vn_stopped(err);
  }
  draws_free(&d);
  return done;
}
