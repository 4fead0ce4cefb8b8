#include "calc/coding_trend.h"

#include <math.h>
#include <stdlib.h>

#include "calc/cluster_range.h"
#include "calc/quantile.h"
#include "calc/random.h"
#include "calc/take.h"
#include "data/memory.h"
#include "data/stop.h"

#define DOING "trends"

// ---- the statistic ----

// Sums over sources: of units, of units x time, of units x time squared.
typedef struct {
  double units, time, squares;
} Sums;

typedef struct {
  const VnOccurrence *o;
  const double *time;  // of each period
  const uint32_t *mark;
  Sums sums;
} Trend;

static Sums sums_of(const VnOccurrence *o, const double *time,
                    const uint32_t *mark, const float *weight) {
  Sums sums = {0};
  for (size_t s = 0; s < o->n_sources; s++) {
    double n = o->size[s] * (weight ? weight[s] : 1);
    if (n == 0) continue;
    double t = time[mark[s]];
    sums.units += n, sums.time += n * t, sums.squares += n * t * t;
  }
  return sums;
}

// The sum of time over the item's units, less what its share lets expect.
static double rise_of(const Trend *trend, size_t item, const float *weight,
                      Sums sums) {
  const VnOccurrence *o = trend->o;
  double units = 0, time = 0;
  for (uint64_t k = o->start[item]; k < o->start[item + 1]; k++) {
    uint32_t s = o->source[k];
    double n = o->count[k] * (weight ? weight[s] : 1);
    units += n, time += n * trend->time[trend->mark[s]];
  }
  return time - units * sums.time / sums.units;
}

static double scatter(Sums sums) {
  return sums.squares - sums.time * sums.time / sums.units;
}

static double slope_of(const Trend *trend, size_t item, const float *weight,
                       Sums sums) {
  double below = scatter(sums);
  return below > 0 ? rise_of(trend, item, weight, sums) / below : NAN;
}

static void look(void *test, const uint32_t *mark) {
  Trend *trend = test;
  trend->mark = mark;
  trend->sums = sums_of(trend->o, trend->time, mark, NULL);
}

// z of Cochran and Armitage.
static double tell(void *test, size_t item) {
  const Trend *trend = test;
  double share = (double)trend->o->units[item] / trend->sums.units;
  double variance = share * (1 - share) * scatter(trend->sums);
  return variance > 0 ? rise_of(trend, item, NULL, trend->sums) / sqrt(variance)
                      : NAN;
}


// ---- columns ----

enum {
  UNITS,
  N_SOURCES,
  STRATA,
  FIRST,
  RECENT,
  SLOPE,
  LOW,
  HIGH,
  Z,
  P,
  Q,
  N_NUMBERS
};

static const char *const number_labels[N_NUMBERS] = {
    "units", "sources", "strata", "first", "recent", "slope",
    "low",   "high",    "z",      "p",     "q"};

typedef struct {
  const VnCoding *coding;
  const VnSourceMarks *marks;
  const VnTrendPlan *plan;
  VnOccurrence o;
  Trend trend;
  bool *met;  // of each stratum
  VnColumn *names[2];
  VnColumn *columns[N_NUMBERS];
} Sheet;

static bool is_whole(int j) {
  return j <= FIRST;
}

static bool sheet_room(Sheet *s, VnErr *err) {
  bool room = true;
  s->names[0] = vn_occurrence_names(&s->o, s->coding, false);
  if (s->plan->pairs) s->names[1] = vn_occurrence_names(&s->o, s->coding, true);
  room = s->names[0] && (s->names[1] || !s->plan->pairs);
  for (int j = 0; j < N_NUMBERS; j++) {
    s->columns[j] =
        vn_column_new(is_whole(j) ? VN_INTEGER : VN_NUMBER, s->o.n_items);
    room = room && s->columns[j];
  }
  s->met = vn_alloc(s->marks->n_strata, sizeof *s->met);
  return (room && s->met) || vn_fail_memory(err, DOING);
}

static void sheet_free(Sheet *s) {
  vn_occurrence_free(&s->o);
  vn_free(s->met);
}

static void drop_columns(Sheet *s) {
  vn_column_free(s->names[0]);
  vn_column_free(s->names[1]);
  for (int j = 0; j < N_NUMBERS; j++) vn_column_free(s->columns[j]);
}

static void describe(Sheet *s, size_t i) {
  const VnOccurrence *o = &s->o;
  uint32_t first = UINT32_MAX, n_strata = 0;
  double recent = 0;
  for (uint32_t h = 0; h < s->marks->n_strata; h++) s->met[h] = false;
  for (uint64_t k = o->start[i]; k < o->start[i + 1]; k++) {
    uint32_t source = o->source[k], t = s->marks->mark[source];
    uint32_t h = s->marks->stratum[source];
    if (t < first) first = t;
    if ((size_t)3 * t >= (size_t)2 * s->marks->n_marks) recent += o->count[k];
    n_strata += !s->met[h];
    s->met[h] = true;
  }
  s->columns[UNITS]->integer[i] = (int64_t)o->units[i];
  s->columns[N_SOURCES]->integer[i] = (int64_t)(o->start[i + 1] - o->start[i]);
  s->columns[STRATA]->integer[i] = n_strata;
  s->columns[FIRST]->integer[i] = first;
  s->columns[RECENT]->number[i] = recent / (double)o->units[i];
  s->columns[SLOPE]->number[i] = slope_of(&s->trend, i, NULL, s->trend.sums);
  s->columns[Z]->number[i] = tell(&s->trend, i);
}


// ---- intervals ----

typedef struct {
  size_t n_sets;
  float *weight;  // set by set: of each source
  Sums *sums;     // of each set
  double *values;
  uint32_t *source;  // those that count
  size_t n;
} Draws;

static void draws_free(Draws *d) {
  vn_free(d->weight);
  vn_free(d->sums);
  vn_free(d->values);
  vn_free(d->source);
}

static void list_sources(const Sheet *s, Draws *d) {
  for (size_t k = 0; k < s->o.n_sources; k++) {
    if (s->o.size[k] > 0) d->source[d->n++] = (uint32_t)k;
  }
}

// Set r: sources drawn from the stream r + 1, or all but source r.
static void weigh(const Sheet *s, Draws *d, size_t r, bool left_out) {
  float *weight = d->weight + r * s->o.n_sources;
  VnRandom random = vn_random(s->plan->permute.seed, r + 1);
  for (size_t k = 0; k < d->n; k++) {
    size_t at = left_out ? k : vn_random_below(&random, (uint32_t)d->n);
    if (!left_out || k != r) weight[d->source[at]]++;
  }
  d->sums[r] = sums_of(&s->o, s->plan->time, s->marks->mark, weight);
}

static bool draw(const Sheet *s, Draws *d, VnErr *err) {
  d->source = vn_alloc(s->o.n_sources, sizeof *d->source);
  if (!d->source) return vn_fail_memory(err, DOING);
  list_sources(s, d);
  bool left_out = d->n < VN_FEW_CLUSTERS;
  d->n_sets = left_out ? d->n : (size_t)s->plan->n_replicates;
  d->weight = vn_alloc(d->n_sets * s->o.n_sources, sizeof *d->weight);
  d->sums = vn_alloc(d->n_sets, sizeof *d->sums);
  d->values = vn_alloc(d->n_sets, sizeof *d->values);
  if (!d->weight || !d->sums || !d->values) return vn_fail_memory(err, DOING);
  for (size_t r = 0; r < d->n_sets; r++) {
    if (vn_stopped(err)) return false;
    weigh(s, d, r, left_out);
  }
  return true;
}

static void range_of(const Sheet *s, const Draws *d, size_t i) {
  size_t n = 0;
  double *low = &s->columns[LOW]->number[i];
  double *high = &s->columns[HIGH]->number[i];
  double edge = d->n < VN_FEW_CLUSTERS ? 0 : (1 - s->plan->confidence) / 2;
  for (size_t r = 0; r < d->n_sets; r++) {
    double slope =
        slope_of(&s->trend, i, d->weight + r * s->o.n_sources, d->sums[r]);
    if (!isnan(slope)) d->values[n++] = slope;
  }
  *low = *high = NAN;
  if (n < 2) return;
  qsort(d->values, n, sizeof *d->values, vn_by_size);
  *low = vn_quantile(d->values, n, edge);
  *high = vn_quantile(d->values, n, 1 - edge);
}

static bool find_ranges(const Sheet *s, VnErr *err) {
  Draws d = {0};
  bool done = draw(s, &d, err);
  for (size_t i = 0; done && i < s->o.n_items; i++) {
    range_of(s, &d, i);
    done = !vn_stopped(err);
  }
  draws_free(&d);
  return done;
}


// ---- all of it ----

static bool fill(Sheet *s, VnErr *err) {
  VnStatistic statistic = {look, tell, &s->trend};
  look(&s->trend, s->marks->mark);
  for (size_t i = 0; i < s->o.n_items; i++) describe(s, i);
  return vn_permute(&s->o, s->marks, &statistic, s->plan->permute,
                    s->columns[P]->number, err) &&
         vn_fdr(s->columns[P]->number, s->o.n_items, (double)s->o.n_items,
                s->plan->fdr, s->columns[Q]->number, err) &&
         find_ranges(s, err);
}

static VnFrame *frame_of(Sheet *s, VnErr *err) {
  const char *labels[N_NUMBERS + 2];
  VnColumn *columns[N_NUMBERS + 2];
  size_t n = 0;
  labels[n] = s->plan->pairs ? "a" : "code", columns[n++] = s->names[0];
  if (s->plan->pairs) labels[n] = "b", columns[n++] = s->names[1];
  for (int j = 0; j < N_NUMBERS; j++)
    labels[n] = number_labels[j], columns[n++] = s->columns[j];
  return vn_frame_of(labels, columns, n, s->o.n_items, s->coding->origin, err);
}

VnFrame *vn_coding_trends(const VnCoding *coding, const VnSourceMarks *marks,
                          const VnTrendPlan *plan, VnErr *err) {
  Sheet s = {.coding = coding, .marks = marks, .plan = plan};
  VnFrame *frame = NULL;
  if (!vn_occurrence(coding, marks, plan->pairs, plan->least, &s.o, err))
    return NULL;
  s.trend = (Trend){.o = &s.o, .time = plan->time};
  if (sheet_room(&s, err) && fill(&s, err)) frame = frame_of(&s, err);
  else drop_columns(&s);
  sheet_free(&s);
  return frame;
}
