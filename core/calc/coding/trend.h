// Which codes, or pairs of them, come up: their share of the units from
// period to period, and whether that is more than chance and than a changing
// mix of sources.
#ifndef VN_CODING_TREND_H
#define VN_CODING_TREND_H

#include "calc/chance/fdr.h"
#include "calc/chance/permute.h"

typedef struct {
  bool pairs;            // of codes, instead of single ones
  uint64_t least;        // units that an item must have to be judged
  const double *time;    // of each period, ascending
  int64_t n_replicates;  // for the interval of the slope
  double confidence;
  VnPermutePlan permute;
  VnFdr fdr;
} VnTrendPlan;

// Marks are periods, strata what dates are exchanged within. Columns: code (or
// a, b), units, sources, strata (how many have it), first (its first period),
// signal (a VnSignal), recent, slope, low, high (calc/coding/pace.h), z
// (Cochran-Armitage), p (of a rise as large, dates of sources being exchanged
// within strata), q, growth, growth_low, growth_high, novelty, rise, spread,
// score, visibility, diffusion, spreading (calc/coding/signal.h).
// Sources: Cochran, Biometrics 10 (1954), 417-451; Armitage, Biometrics 11
// (1955), 375-386.
VnFrame *vn_coding_trends(const VnCoding *coding, const VnSourceMarks *marks,
                          const VnTrendPlan *plan, VnErr *err);

#endif
