// What speaks for an item of a coding coming up, beside its trend: how new it
// is, how visible, whether it spreads, and on how many types of sources.
#ifndef VN_CODING_SIGNAL_H
#define VN_CODING_SIGNAL_H

#include "calc/coding/occurrence.h"

typedef enum { VN_WEAK_SIGNAL, VN_STRONG_SIGNAL, VN_KNOWN, VN_LATENT } VnSignal;

typedef struct {
  double novelty;     // share of all units that are older than its first one
  double recent;      // share of its units in the last third of the periods
  double rise;        // slope, where 1 is growth from nothing; 0 to 1
  double spread;      // share of the strata that have it; NaN: there is one
  double score;       // geometric mean of recent, rise and spread
  double visibility;  // mean over periods of its share of the units,
  double diffusion;   // and of the sources, later periods counting more
  double spreading;   // change of the latter by one of time, over its mean
  VnSignal signal;
} VnSignals;

#define VN_TIME_WEIGHT 0.05  // what a period counts less than the next one

// Of each item; `slope` is the change of its share of the units by one of
// time. Visibility and spreading are low or high beside the medians of all
// items; what does not spread is never a weak or strong signal. Periods
// without units are passed over. Source: Yoon, Expert Systems with
// Applications 39 (2012), 12543-12550, whose words counted in documents are
// codes of units in sources here.
bool vn_coding_signals(const VnOccurrence *occurrence,
                       const VnSourceMarks *marks, const double *time,
                       const double *slope, VnSignals *to, VnErr *err);

#endif
