// How sure the counts of a tally are: pairs beside chance, and between
// periods.
#ifndef VN_TALLY_TEST_H
#define VN_TALLY_TEST_H

#include "calc/linkage/growth_rows.h"
#include "calc/linkage/pairtest.h"
#include "data/frame.h"
#include "data/tally.h"

// The pairs of a tally (see data/tally/frame.h) with expected, z, p and q of
// the groups that have both. Each period is a family of its own.
VnFrame *vn_tally_tested_pairs(const VnTally *tally, const VnPairTest *test,
                               VnErr *err);

// How many pairs a period's family has.
double vn_tally_family(const VnTally *tally, size_t period, double least);

// Periods by their places, which share no year; `named` is the one it is told
// of. With rows, that name clusters (patents of one applicant), these are
// drawn anew (see calc/linkage/growth_clusters.h).
typedef struct {
  size_t before, after;
  const char *named;
  double least;
  VnFdr fdr;
  const VnSides *sides;         // columns of the rows; years are the periods'
  const VnClusteredRows *rows;  // or NULL
} VnTallyGrowth;

// What has grown: as calc/linkage/growth_frame.h says, and `named` in a column
// `period`.
VnFrame *vn_tally_growth(const VnTally *tally, const VnTallyGrowth *how,
                         VnErr *err);

#endif
