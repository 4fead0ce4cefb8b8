// Pairs of members judged together: which have more groups in common than
// chance gives, of all pairs there could be.
#ifndef VN_PAIRTEST_H
#define VN_PAIRTEST_H

#include "calc/chance/fdr.h"
#include "calc/linkage/pairnull.h"
#include "data/events.h"
#include "data/frame.h"

typedef struct {
  VnPairNull null;
  VnFdr fdr;
  double least;  // groups that each of the two must be in, said beforehand
} VnPairTest;

// The family: all pairs of members that are in `least` groups or more (one,
// at any rate), also those that never meet. How many.
double vn_pair_family(const VnPairMargins *margins, double least);

// Fills the pairs as vn_pairnull does, and the q of each; NaN for those
// outside the family. Pairs that never meet, which are not among `pairs`,
// have p = 1.
bool vn_pairtest(const VnPairMargins *margins, const VnPairTest *test,
                 const VnPairs *pairs, double *q, VnErr *err);

// All of it for events: a, b, count, expected, z, p, q.
VnFrame *vn_events_pairs(const VnEvents *events, const VnPairTest *test,
                         VnErr *err);

// What the null expects of the margins: total, size, chance.
VnFrame *vn_events_chances(const VnEvents *events, VnErr *err);

#endif
