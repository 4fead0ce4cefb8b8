// Weak signals: how much each speaks for scenarios, in log likelihood ratios.
//
// A signal says that a descriptor moves towards a variant, or away from it. A
// look finds it with the chance q where a scenario holds the variant, 1 - q
// where it holds another, 1/2 when none of the scenarios comes: q / (1 - q) is
// e^weight. Against "none" a signal thus counts log 2q or log 2(1 - q).
#ifndef VN_SIGNAL_H
#define VN_SIGNAL_H

#include <stddef.h>

#include "data/err.h"

typedef struct {
  size_t descriptor, variant;  // counted in its descriptor
  bool against;                // away from the variant
  double weight;               // log likelihood ratio, 0 or more
  size_t event, source;        // numbers below that of all signals
  double date;                 // NaN: unknown
} VnSignal;

typedef struct {
  const VnSignal *signals;
  size_t n;
  const size_t *variants;  // scenarios x descriptors
  size_t n_scenarios, n_descriptors;
  const double *prior;  // of each scenario, and of none behind the last
  double cap;           // on the sum of weights of one source
} VnMonitor;

// What each signal counts of those up to that date (INFINITY: all of them,
// also those without a date): of one event only the strongest, the first of
// several; those of one source together no more than the cap.
bool vn_signal_weights(const VnMonitor *monitor, double until, double *weights,
                       VnErr *err);

// The log ratio of each scenario against none from what signals count, and
// the support: e^ratio times prior, of the scenarios and of none behind them,
// in parts that sum to 1.
bool vn_signal_support(const VnMonitor *monitor, const double *weights,
                       double *ratios, double *support, VnErr *err);

// What looking for one more signal of that weight would do to the support:
// the change to be expected, half the sum of what all parts gain and lose, and
// the support that finding it would leave.
double vn_signal_look(const VnMonitor *monitor, const double *support,
                      size_t descriptor, size_t variant, double weight,
                      double *found);

#endif
