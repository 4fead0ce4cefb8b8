// A few of many scenarios that are far from each other and weigh much.
#ifndef VN_DIVERSE_H
#define VN_DIVERSE_H

#include <stdint.h>

#include "data/frame.h"

typedef struct {
  const VnFrame *scenarios;  // the first columns are texts: the variants
  size_t n_descriptors;
  const double *weight;  // of each scenario, finite; those of 0 or less are
                         // never chosen
  size_t k;              // how many; at most those that weigh something
  bool by_weight;        // the heaviest, however near to each other
} VnDiverse;

// Writes the k rows, the heaviest first (of equal ones the first). A set is as
// good as its weakest part: the smallest distance between two of it
// (descriptors in which they differ) times the smallest weight in it; where
// that ties, the sum of its weights decides. *exact: no other set is better;
// false: the search was given up, and no single exchange betters what is
// given.
bool vn_diverse(const VnDiverse *wanted, size_t *chosen, bool *exact,
                VnErr *err);

#endif
