// What the rows of a unit say of it, and where they contradict each other.
#ifndef VN_CODING_FACTS_H
#define VN_CODING_FACTS_H

#include "data/labels.h"

// For each unit what its first row that says anything has in each column. The
// second frame has a row for each column in which rows of a unit differ:
// column, units, unit (the first of them).
typedef struct {
  VnFrame *units, *unlike;
} VnCodingFacts;

bool vn_coding_facts(const VnFrame *about, const VnLabels *unit,
                     VnCodingFacts *facts, VnErr *err);

// Of each unit a row that says of it what all do that say anything; VN_NO_ROW
// where rows differ, as of n units.
VnRow *vn_coding_tellers(const VnColumn *column, const VnLabels *unit,
                         size_t *n, VnErr *err);

#endif
