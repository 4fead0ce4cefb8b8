// "Did you mean ...": the nearest known word to a misspelt one.
#ifndef VN_NEAR_H
#define VN_NEAR_H

#include <stdbool.h>
#include <stddef.h>

typedef struct {
  const char *word;  // what was written
  const char *best;  // the nearest candidate so far, or NULL
  size_t distance;
} VnNear;

VnNear vn_near(const char *word);
void vn_near_try(VnNear *near, const char *candidate);

// " (did you mean "MT"?)", or "" when nothing is near; lives until the next
// call.
const char *vn_near_hint(const VnNear *near);

#endif
