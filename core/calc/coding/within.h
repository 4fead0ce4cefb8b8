// Units that are numbered within their sources.
#ifndef VN_CODING_WITHIN_H
#define VN_CODING_WITHIN_H

#include "data/labels.h"

// How many of the units' names more than one source has. Where some have, the
// frame in which units are called by their source and what the source calls
// them ("report 1"); else NULL. A row that does not say its source is of that
// of the unit's other rows, if they are of one.
typedef struct {
  size_t n;
  VnFrame *rows;
} VnCodingWithin;

bool vn_coding_within(const VnFrame *rows, const char *units,
                      const VnLabels *unit, const char *source,
                      VnCodingWithin *made, VnErr *err);

#endif
