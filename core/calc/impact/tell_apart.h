// The smallest set of descriptors by which scenarios can be told apart: every
// two of them differ in one of the set at least (a minimum test set).
#ifndef VN_TELL_APART_H
#define VN_TELL_APART_H

#include <stddef.h>

#include "data/err.h"

typedef struct {
  bool *chosen;  // of each descriptor, to vn_free
  size_t n_chosen;
  size_t n_alike;  // pairs of scenarios that differ in none at all
  bool exact;      // no smaller set does; false: the search was given up
} VnTellApart;

// `variants` are scenarios x descriptors. Of several smallest sets one, the
// same each time.
bool vn_tell_apart(const size_t *variants, size_t n_scenarios,
                   size_t n_descriptors, VnTellApart *found, VnErr *err);

#endif
