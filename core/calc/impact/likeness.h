// Names that may mean the same thing: how alike they are written.
#ifndef VN_LIKENESS_H
#define VN_LIKENESS_H

#include <stddef.h>

#include "data/err.h"

typedef struct {
  size_t a, b;      // places in the list, a before b
  double likeness;  // from 0 to 1
} VnAlike;

typedef struct {
  VnAlike *pairs;
  size_t n, room;
} VnAlikes;  // all zero: none

// All pairs that are at least `least` alike, by the pairs of letters that
// stand side by side in their words: twice the number of those in common over
// the number in both (Dice 1945). Capitals, accents, hyphens and the order of
// words make no difference; numbers do: names whose words with digits differ
// are not alike at all, so that "Pilot 1" is not "Pilot 2".
bool vn_alike(const char *const *texts, size_t n, double least,
              VnAlikes *alikes, VnErr *err);
void vn_alikes_free(VnAlikes *alikes);

#endif
