// How many groups two members would have in common if only chance joined
// them, and how likely it is to find at least as many.
#ifndef VN_PAIRNULL_H
#define VN_PAIRNULL_H

#include <stddef.h>
#include <stdint.h>

#include "data/err.h"

// In how many groups each member is, and how many groups have 0, 1, ...,
// n_members members.
typedef struct {
  size_t n_members;
  const uint64_t *totals, *sizes;
} VnPairMargins;

typedef enum {
  VN_BOTH_MARGINS,  // totals and the groups' sizes are kept, in expectation
  VN_TOTALS,        // members fall into groups regardless of their sizes
  VN_SIZES          // as both, but each group keeps its size exactly
} VnPairNull;

// Pairs of members with the number of groups they have in common; what is
// found out of each, in the other four, NULL for what is not asked.
typedef struct {
  size_t n;
  const uint32_t *a, *b;
  const double *count;
  double *expected, *variance, *z, *p;
} VnPairs;

// With both margins kept, pair (i, j) is in a group of size d with chance
// P_i(d) P_j(d) (see calc/chance/bipartite.h), groups being independent: expected
// is the sum of these, and p the chance of at least `count` of them
// (Poisson-binomial, see calc/chance/trials.h). A group that keeps its size only on
// average has more pairs than one that always has it, all the more the
// smaller it is; with sizes kept the chance of a pair is that of a sample of
// fixed size with those chances, by Hajek's approximation (1964):
// P_i P_j (1 - (1 - P_i)(1 - P_j) / sum of P (1 - P)), scaled so that all
// pairs of a size are as many as its groups have. With totals only, expected is
// n_i n_j / N and p is Fisher's exact test (hypergeometric). z is
// (count - expected) / sd; NaN where nothing is left to chance.
bool vn_pairnull(const VnPairMargins *margins, VnPairNull null,
                 const VnPairs *pairs, VnErr *err);

#endif
