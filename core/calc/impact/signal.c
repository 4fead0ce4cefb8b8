#include "calc/impact/signal.h"

#include <math.h>

#include "data/memory.h"
#include "data/stop.h"

#define DOING "weighing signals"

static bool counts(const VnSignal *signal, double until) {
  return isinf(until) || signal->date <= until;
}

// The strongest signal of each event, as places plus 1; 0 for none.
static void pick_strongest(const VnMonitor *m, double until, size_t *best) {
  for (size_t i = 0; i < m->n; i++) best[i] = 0;
  for (size_t i = 0; i < m->n; i++) {
    if (!counts(&m->signals[i], until)) continue;
    size_t *of_event = &best[m->signals[i].event];
    if (!*of_event || m->signals[*of_event - 1].weight < m->signals[i].weight)
      *of_event = i + 1;
  }
}

static void weigh(const VnMonitor *m, const size_t *best, double *sums,
                  double *weights) {
  for (size_t i = 0; i < m->n; i++) sums[i] = 0;
  for (size_t i = 0; i < m->n; i++) {
    const VnSignal *signal = &m->signals[i];
    weights[i] = best[signal->event] == i + 1 ? signal->weight : 0;
    sums[signal->source] += weights[i];
  }
  for (size_t i = 0; i < m->n; i++) {
    double sum = sums[m->signals[i].source];
    if (sum > m->cap) weights[i] *= m->cap / sum;
  }
}

bool vn_signal_weights(const VnMonitor *m, double until, double *weights,
                       VnErr *err) {
  size_t *best = vn_alloc(m->n + 1, sizeof *best);
  double *sums = vn_alloc(m->n + 1, sizeof *sums);
  bool done = best && sums;
  if (done) {
    pick_strongest(m, until, best);
    weigh(m, best, sums, weights);
  } else {
    vn_fail_memory(err, DOING);
  }
  vn_free(best);
  vn_free(sums);
  return done;
}

// log 2q where the signal is what the scenario leads to expect, else
// log 2(1 - q); the two differ by the weight.
static double ratio_of(double weight, bool expected) {
  return log(2) - log1p(exp(expected ? -weight : weight));
}

static bool is_held(const VnMonitor *m, size_t scenario, size_t descriptor,
                    size_t variant) {
  return m->variants[scenario * m->n_descriptors + descriptor] == variant;
}

// e^ratio times prior in parts that sum to 1; taking the largest off first
// keeps e^ratio within what a number can hold.
static void share_out(const double *prior, const double *ratios, size_t n,
                      double *support) {
  double most = 0, sum = 0;  // 0: the ratio of none
  for (size_t s = 0; s < n; s++) most = fmax(most, ratios[s]);
  for (size_t s = 0; s <= n; s++) {
    support[s] = prior[s] * exp((s < n ? ratios[s] : 0) - most);
    sum += support[s];
  }
  for (size_t s = 0; s <= n; s++) support[s] /= sum;
}

// What each signal counts where it is expected and where it is not, one after
// the other.
static void fill_counts(const VnMonitor *m, const double *weights,
                        double *counts) {
  for (size_t i = 0; i < m->n; i++) {
    counts[2 * i] = ratio_of(weights[i], true);
    counts[2 * i + 1] = ratio_of(weights[i], false);
  }
}

static bool add_up(const VnMonitor *m, const double *counts, double *ratios,
                   VnErr *err) {
  for (size_t s = 0; s < m->n_scenarios; s++) {
    ratios[s] = 0;
    if (vn_stopped(err)) return false;
    for (size_t i = 0; i < m->n; i++) {
      const VnSignal *g = &m->signals[i];
      bool expected = is_held(m, s, g->descriptor, g->variant) != g->against;
      ratios[s] += counts[2 * i + !expected];
    }
  }
  return true;
}

bool vn_signal_support(const VnMonitor *m, const double *weights,
                       double *ratios, double *support, VnErr *err) {
  double *counts = vn_alloc(2 * m->n + 1, sizeof *counts);
  if (!counts) return vn_fail_memory(err, DOING);
  fill_counts(m, weights, counts);
  bool done = add_up(m, counts, ratios, err);
  if (done) share_out(m->prior, ratios, m->n_scenarios, support);
  vn_free(counts);
  return done;
}

// Half of what the parts gain and lose.
static double change(const double *before, const double *after, size_t n) {
  double sum = 0;
  for (size_t s = 0; s < n; s++) sum += fabs(after[s] - before[s]);
  return sum / 2;
}

// Finding it and not finding it, weighed by how far each is to be expected,
// move the support by the same amount; so twice the one is both.
double vn_signal_look(const VnMonitor *m, const double *support,
                      size_t descriptor, size_t variant, double weight,
                      double *found) {
  double sum = 0;
  for (size_t s = 0; s <= m->n_scenarios; s++) {
    bool is_none = s == m->n_scenarios;
    bool held = !is_none && is_held(m, s, descriptor, variant);
    double chance = is_none ? 0.5 : exp(ratio_of(weight, held)) / 2;
    found[s] = support[s] * chance;
    sum += found[s];
  }
  for (size_t s = 0; s <= m->n_scenarios; s++) found[s] /= sum;
  return 2 * sum * change(support, found, m->n_scenarios + 1);
}
