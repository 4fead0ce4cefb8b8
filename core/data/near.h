// "Did you mean ...": the nearest known word to a misspelt one, or, when none
// is near, the known words.
#ifndef VN_NEAR_H
#define VN_NEAR_H

#include <stdbool.h>
#include <stddef.h>

#include "data/list.h"

typedef struct {
  const char *word;  // what was written
  const char *best;  // the nearest candidate so far, or NULL
  size_t distance;
  VnList known;  // the first candidates
} VnNear;

VnNear vn_near(const char *word);
void vn_near_try(VnNear *near, const char *candidate);

// " (did you mean "MT"?)"; " (but "MT", "DI")" when nothing is near; "" when
// there were no candidates. Lives until the next call.
const char *vn_near_hint(const VnNear *near);

#endif
