// How sure the counts of a tally are: pairs beside chance, and between
// periods.
#ifndef VN_TALLY_TEST_H
#define VN_TALLY_TEST_H

#include "calc/linkage/pairtest.h"
#include "calc/linkage/sides.h"
#include "data/frame.h"
#include "data/tally.h"

// The pairs of a tally (see data/tally/frame.h) with expected, z, p and q of
// the groups that have both. Each period is a family of its own.
VnFrame *vn_tally_tested_pairs(const VnTally *tally, const VnPairTest *test,
                               VnErr *err);

// How many pairs a period's family has.
double vn_tally_family(const VnTally *tally, size_t period, double least);

// What has grown from one period of a tally to another that shares no year
// with it: as calc/linkage/growth_frame.h says, and `named`, the period it is told
// of, in a column `period`.
VnFrame *vn_tally_growth(const VnTally *tally, size_t before, size_t after,
                         const char *named, const VnPairTest *test, VnErr *err);

typedef struct {
  double least;
  VnFdr fdr;
  int64_t replicates;
  uint64_t seed;
} VnClusteredGrowth;

// The same of the rows of a frame that come in clusters (patents of one
// applicant), which are drawn anew (see calc/linkage/growth_clusters.h).
VnFrame *vn_clustered_growth(const VnFrame *frame, const VnSides *sides,
                             const char *named, const VnClusteredGrowth *how,
                             VnErr *err);

#endif
