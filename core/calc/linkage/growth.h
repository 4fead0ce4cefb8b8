// Which pairs go together more often than before, beside all groups: two
// periods that share no year, and how sure that is.
#ifndef VN_GROWTH_H
#define VN_GROWTH_H

#include <stddef.h>
#include <stdint.h>

#include "calc/chance/fdr.h"
#include "data/err.h"

// Pairs of members in one period, in order of a, then of b.
typedef struct {
  size_t n;
  const uint32_t *a, *b;
  const double *count;     // groups that have both, whole numbers
  const uint64_t *totals;  // of each member: groups that have it
  double n_groups;
} VnGrowthSide;

typedef struct {
  size_t n_members;
  VnGrowthSide before, after;
  double error;     // 0.05 for limits of 95 %
  double least;     // groups of both periods that each member of a pair is in
  double n_family;  // pairs that could meet; 0: all pairs of such members
  VnFdr fdr;
} VnGrowthTest;

// Of each pair that meets in either period. Given all its groups, those after
// are a binomial draw with chance N_after / (N_before + N_after) if it grows
// as all groups do (Przyborowski and Wilenski 1940); from that p, on both
// sides (twice the smaller tail), and exact limits of the rate (Clopper and
// Pearson 1934), which leave 1 out just when p is below the error.
typedef struct {
  size_t n;
  uint32_t *a, *b;
  double *before, *after;
  double *rate;          // of its shares in all groups; NaN: none before
  double *low, *high;    // high is NaN where there is no limit
  double *change;        // of its share, in groups of a thousand, with
  double *least, *most;  // limits by Zou and Donner 2008
  double *p, *q;         // q is NaN outside the family
  int64_t *clusters;     // that have the pair; NULL: not asked
  double n_family;       // pairs of members with `least` groups, or one
} VnGrowth;

bool vn_growth(const VnGrowthTest *test, VnGrowth *growth, VnErr *err);

// Finds q again, after p has changed.
bool vn_growth_judge(const VnGrowthTest *test, VnGrowth *growth, VnErr *err);
void vn_growth_free(VnGrowth *growth);

#endif
