// How likely a statistic is when the marks of sources are exchanged at random:
// dates between sources of one type, so that a changing mix of types is no
// trend; types between sources of any date.
#ifndef VN_PERMUTE_H
#define VN_PERMUTE_H

#include "calc/coding/occurrence.h"

// Looks at marks as they could have been, once for all items; then tells the
// statistic of one, which is large where something is found (NaN: nothing).
typedef struct {
  void (*look)(void *test, const uint32_t *mark);
  double (*tell)(void *test, size_t item);
  void *test;
} VnStatistic;

typedef struct {
  int64_t most;  // draws
  uint64_t seed;
} VnPermutePlan;

#define VN_ENOUGH 50  // draws as extreme as what was seen: no more are made

// The p of each item: the rank of what was seen among draws, which end for an
// item when VN_ENOUGH of them reach it (Besag and Clifford, Biometrika 78
// (1991), 301-304). What was seen is looked at last, once more. NaN where the
// statistic is.
bool vn_permute(const VnOccurrence *occurrence, const VnSourceMarks *marks,
                const VnStatistic *statistic, VnPermutePlan plan, double *p,
                VnErr *err);

#endif
