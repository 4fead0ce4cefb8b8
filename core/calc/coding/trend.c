#include "calc/coding/trend.h"

#include "calc/coding/pace.h"
#include "calc/coding/signal.h"
#include "data/memory.h"

#define DOING "trends"

// ---- columns ----

enum {
  UNITS,
  N_SOURCES,
  STRATA,
  FIRST,
  SIGNAL,
  RECENT,
  SLOPE,
  LOW,
  HIGH,
  Z,
  P,
  Q,
  GROWTH,
  GROWTH_LOW,
  GROWTH_HIGH,
  NOVELTY,
  RISE,
  SPREAD,
  SCORE,
  VISIBILITY,
  DIFFUSION,
  SPREADING,
  N_NUMBERS
};

static const char *const number_labels[N_NUMBERS] = {
    "units",  "sources",    "strata",      "first",    "signal", "recent",
    "slope",  "low",        "high",        "z",        "p",      "q",
    "growth", "growth_low", "growth_high", "novelty",  "rise",   "spread",
    "score",  "visibility", "diffusion",   "spreading"};

typedef struct {
  const VnCoding *coding;
  const VnSourceMarks *marks;
  const VnTrendPlan *plan;
  VnOccurrence o;
  VnPace pace;
  VnSignals *signals;  // of each item
  bool *met;           // of each stratum
  VnColumn *names[2];
  VnColumn *columns[N_NUMBERS];
} Sheet;

static bool is_whole(int j) {
  return j <= SIGNAL;
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
  s->signals = vn_alloc(s->o.n_items, sizeof *s->signals);
  return (room && s->met && s->signals) || vn_fail_memory(err, DOING);
}

static void sheet_free(Sheet *s) {
  vn_occurrence_free(&s->o);
  vn_free(s->met);
  vn_free(s->signals);
}

static double *numbers(const Sheet *s, int j) {
  return s->columns[j]->number;
}


// ---- filling them ----

static void describe(Sheet *s, size_t i) {
  const VnOccurrence *o = &s->o;
  uint32_t first = UINT32_MAX, n_strata = 0;
  for (uint32_t h = 0; h < s->marks->n_strata; h++) s->met[h] = false;
  for (uint64_t k = o->start[i]; k < o->start[i + 1]; k++) {
    uint32_t t = s->marks->mark[o->source[k]];
    uint32_t h = s->marks->stratum[o->source[k]];
    if (t < first) first = t;
    n_strata += !s->met[h];
    s->met[h] = true;
  }
  VnPaceOf pace = vn_pace_of(&s->pace, i);
  s->columns[UNITS]->integer[i] = (int64_t)o->units[i];
  s->columns[N_SOURCES]->integer[i] = (int64_t)(o->start[i + 1] - o->start[i]);
  s->columns[STRATA]->integer[i] = n_strata;
  s->columns[FIRST]->integer[i] = first;
  numbers(s, SLOPE)[i] = pace.slope;
  numbers(s, GROWTH)[i] = pace.growth;
  numbers(s, Z)[i] = vn_pace_z(&s->pace, i);
}

static void put_signals(Sheet *s, size_t i) {
  const VnSignals *found = &s->signals[i];
  s->columns[SIGNAL]->integer[i] = found->signal;
  numbers(s, RECENT)[i] = found->recent;
  numbers(s, NOVELTY)[i] = found->novelty;
  numbers(s, RISE)[i] = found->rise;
  numbers(s, SPREAD)[i] = found->spread;
  numbers(s, SCORE)[i] = found->score;
  numbers(s, VISIBILITY)[i] = found->visibility;
  numbers(s, DIFFUSION)[i] = found->diffusion;
  numbers(s, SPREADING)[i] = found->spreading;
}

static bool judge(Sheet *s, VnErr *err) {
  VnStatistic statistic = {vn_pace_look, vn_pace_z, &s->pace};
  VnPaceDraws draws = {(size_t)s->plan->n_replicates, s->plan->permute.seed,
                       s->plan->confidence};
  VnPaceRanges to = {numbers(s, LOW), numbers(s, HIGH), numbers(s, GROWTH_LOW),
                     numbers(s, GROWTH_HIGH)};
  return vn_permute(&s->o, s->marks, &statistic, s->plan->permute,
                    numbers(s, P), err) &&
         vn_fdr(numbers(s, P), s->o.n_items, (double)s->o.n_items, s->plan->fdr,
                numbers(s, Q), err) &&
         vn_pace_ranges(&s->pace, draws, &to, err);
}

static bool fill(Sheet *s, VnErr *err) {
  s->pace = (VnPace){.o = &s->o, .time = s->plan->time};
  vn_pace_look(&s->pace, s->marks->mark);
  for (size_t i = 0; i < s->o.n_items; i++) describe(s, i);
  if (!vn_coding_signals(&s->o, s->marks, s->plan->time, numbers(s, SLOPE),
                         s->signals, err))
    return false;
  for (size_t i = 0; i < s->o.n_items; i++) put_signals(s, i);
  return judge(s, err);
}


// ---- all of it ----

static VnFrame *frame_of(Sheet *s, bool done, VnErr *err) {
  return vn_occurrence_frame(done, s->names, number_labels, s->columns,
                             N_NUMBERS, s->o.n_items, s->coding->origin, err);
}

VnFrame *vn_coding_trends(const VnCoding *coding, const VnSourceMarks *marks,
                          const VnTrendPlan *plan, VnErr *err) {
  Sheet s = {.coding = coding, .marks = marks, .plan = plan};
  if (!vn_occurrence(coding, marks, plan->pairs, plan->least, &s.o, err))
    return NULL;
  bool done = sheet_room(&s, err) && fill(&s, err);
  VnFrame *frame = frame_of(&s, done, err);
  sheet_free(&s);
  return frame;
}
