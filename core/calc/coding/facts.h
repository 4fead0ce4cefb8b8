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

// How many units have rows that differ in the column; the first of them.
bool vn_coding_differs(const VnColumn *column, const VnLabels *unit, size_t *n,
                       uint32_t *first, VnErr *err);

#endif
