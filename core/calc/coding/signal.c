#include "calc/coding/signal.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "calc/chance/quantile.h"
#include "data/memory.h"
#include "data/stop.h"

#define DOING "signals"

typedef struct {
  const VnOccurrence *o;
  const VnSourceMarks *marks;
  const double *time;
  double *all_units, *all_sources;  // of each period
  double *units, *sources;          // of each period: with the item
  bool *met;                        // of each stratum
  size_t n_periods;                 // with units
} Looking;

static void looking_free(Looking *l) {
  vn_free(l->all_units);
  vn_free(l->all_sources);
  vn_free(l->units);
  vn_free(l->sources);
  vn_free(l->met);
}

static bool looking_room(Looking *l, VnErr *err) {
  size_t n = l->marks->n_marks;
  l->all_units = vn_alloc(n, sizeof *l->all_units);
  l->all_sources = vn_alloc(n, sizeof *l->all_sources);
  l->units = vn_alloc(n, sizeof *l->units);
  l->sources = vn_alloc(n, sizeof *l->sources);
  l->met = vn_alloc(l->marks->n_strata, sizeof *l->met);
  return (l->all_units && l->all_sources && l->units && l->sources && l->met) ||
         vn_fail_memory(err, DOING);
}

static void count_all(Looking *l) {
  const VnOccurrence *o = l->o;
  for (size_t s = 0; s < o->n_sources; s++) {
    if (o->size[s] == 0) continue;
    l->all_units[l->marks->mark[s]] += o->size[s];
    l->all_sources[l->marks->mark[s]]++;
  }
  for (uint32_t t = 0; t < l->marks->n_marks; t++)
    l->n_periods += l->all_units[t] > 0;
}

// How many strata have the item.
static uint32_t count_item(Looking *l, size_t i) {
  const VnOccurrence *o = l->o;
  uint32_t n_strata = 0;
  memset(l->units, 0, l->marks->n_marks * sizeof *l->units);
  memset(l->sources, 0, l->marks->n_marks * sizeof *l->sources);
  memset(l->met, 0, l->marks->n_strata * sizeof *l->met);
  for (uint64_t k = o->start[i]; k < o->start[i + 1]; k++) {
    uint32_t t = l->marks->mark[o->source[k]];
    uint32_t h = l->marks->stratum[o->source[k]];
    l->units[t] += o->count[k];
    l->sources[t]++;
    n_strata += !l->met[h];
    l->met[h] = true;
  }
  return n_strata;
}


// ---- new, and rising ----

static void date(const Looking *l, size_t i, VnSignals *to) {
  uint32_t n = l->marks->n_marks, first = 0;
  while (first + 1 < n && l->units[first] == 0) first++;
  for (uint32_t t = 0; t < first; t++) to->novelty += l->all_units[t];
  for (uint32_t t = 0; t < n; t++) {
    if ((size_t)3 * t >= (size_t)2 * n) to->recent += l->units[t];
  }
  to->novelty /= l->o->n_units;
  to->recent /= (double)l->o->units[i];
}

// What grows along a straight line from nothing to twice its mean has 1.
static double rise_of(const Looking *l, size_t i, double slope) {
  double span = l->time[l->marks->n_marks - 1] - l->time[0];
  double share = (double)l->o->units[i] / l->o->n_units;
  return fmin(1, fmax(0, slope * span / (2 * share)));
}

static double score_of(const VnSignals *to) {
  if (isnan(to->spread)) return sqrt(to->recent * to->rise);
  return cbrt(to->recent * to->rise * to->spread);
}


// ---- seen, and spreading ----

static double weight_of(const Looking *l, uint32_t t) {
  return fmax(0, 1 - VN_TIME_WEIGHT * (double)(l->marks->n_marks - 1 - t));
}

static double mean_share(const Looking *l, const double *with,
                         const double *all) {
  double sum = 0;
  for (uint32_t t = 0; t < l->marks->n_marks; t++) {
    if (all[t] > 0) sum += with[t] / all[t] * weight_of(l, t);
  }
  return sum / (double)l->n_periods;
}

// Least squares over the periods, each counting the same.
static double spreading_of(const Looking *l, double mean) {
  double n = (double)l->n_periods, middle = 0, with = 0, squares = 0;
  for (uint32_t t = 0; t < l->marks->n_marks; t++) {
    if (l->all_sources[t] > 0) middle += l->time[t] / n;
  }
  for (uint32_t t = 0; t < l->marks->n_marks; t++) {
    if (l->all_sources[t] == 0) continue;
    double d = l->time[t] - middle;
    with += d * l->sources[t] / l->all_sources[t] * weight_of(l, t);
    squares += d * d;
  }
  return squares > 0 ? with / squares / mean : NAN;
}

static void look_at(Looking *l, size_t i, double slope, VnSignals *to) {
  *to = (VnSignals){0};
  uint32_t n_strata = count_item(l, i);
  date(l, i, to);
  to->rise = rise_of(l, i, slope);
  to->spread =
      l->marks->n_strata > 1 ? (double)n_strata / l->marks->n_strata : NAN;
  to->score = score_of(to);
  to->visibility = mean_share(l, l->units, l->all_units);
  to->diffusion = mean_share(l, l->sources, l->all_sources);
  to->spreading = spreading_of(l, to->diffusion);
}


// ---- weak or strong ----

static double median(double *values, size_t n) {
  qsort(values, n, sizeof *values, vn_by_size);
  return vn_quantile(values, n, 0.5);
}

static VnSignal signal_of(const VnSignals *to, double seen, double spreading) {
  bool spreads = to->spreading > fmax(0, spreading);
  if (to->visibility > seen) return spreads ? VN_STRONG_SIGNAL : VN_KNOWN;
  return spreads ? VN_WEAK_SIGNAL : VN_LATENT;
}

static bool sort_out(VnSignals *to, size_t n, VnErr *err) {
  double *values = vn_alloc(n, sizeof *values);
  if (!values) return vn_fail_memory(err, DOING);
  for (size_t i = 0; i < n; i++) values[i] = to[i].visibility;
  double seen = n > 0 ? median(values, n) : 0;
  for (size_t i = 0; i < n; i++) values[i] = to[i].spreading;
  double spreading = n > 0 ? median(values, n) : 0;
  for (size_t i = 0; i < n; i++)
    to[i].signal = signal_of(&to[i], seen, spreading);
  vn_free(values);
  return true;
}

bool vn_coding_signals(const VnOccurrence *o, const VnSourceMarks *marks,
                       const double *time, const double *slope, VnSignals *to,
                       VnErr *err) {
  Looking l = {.o = o, .marks = marks, .time = time};
  bool done = looking_room(&l, err);
  if (done) count_all(&l);
  for (size_t i = 0; done && i < o->n_items; i++) {
    look_at(&l, i, slope[i], &to[i]);
    done = (i & 255) != 0 || !vn_stopped(err);
  }
  looking_free(&l);
  return done && sort_out(to, o->n_items, err);
}
