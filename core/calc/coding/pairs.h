// Pairs of codes: how often they are given to the same unit, how much more
// than chance, and on how many sources that rests.
#ifndef VN_CODING_PAIRS_H
#define VN_CODING_PAIRS_H

#include "calc/linkage/cluster_range.h"
#include "calc/coding/events.h"
#include "calc/chance/fdr.h"
#include "data/frame.h"

typedef struct {
  VnCodingView view;
  const char *type;  // the column that types of sources are in, or NULL
  uint64_t least;    // units that each code of a pair must have to be tested
  VnFdr fdr;
  VnClusterPlan range;
} VnCodingPairPlan;

// Columns a, b, n1, n2, n12, c, low, high, p, q, p_null, q_null, g2, phi,
// cosine, lift, units, sources, types, coders (who gave both), type_low,
// type_high (c with each type left out), association, inclusion, equivalence, pmi, npmi
// (calc/linkage/pair_measures.h): a row for each pair that occurs, and for each
// of the family that does not while the family has VN_MOST_FAMILY pairs at
// most; those least likely by chance first. p is Fisher's exact test, p_null
// keeps the codes' totals and the units' numbers of codes (calc/linkage/pairnull.h).
#define VN_MOST_FAMILY 100000
#define VN_MOST_PAIRS 20000000  // of more no table is made

VnFrame *vn_coding_pairs(const VnCoding *coding, const VnCodingPairPlan *plan,
                         VnErr *err);

#endif
