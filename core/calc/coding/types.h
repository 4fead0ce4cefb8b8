// On which types of sources (or languages, or groups of actors) codes rest.
#ifndef VN_CODING_TYPES_H
#define VN_CODING_TYPES_H

#include "calc/chance/fdr.h"
#include "calc/chance/permute.h"

typedef struct {
  uint64_t least;  // units that a code must have to be judged
  VnPermutePlan permute;
  VnFdr fdr;
} VnTypePlan;

// Marks are types. Columns: code, units, sources, types (how many have it),
// top (the type with the highest share of units that have it), share (of that
// type's units), elsewhere (share of all other units), chi2 (of equal shares),
// p (of a chi-square as large when types are exchanged between sources), q;
// sorted as the codes are.
VnFrame *vn_coding_types(const VnCoding *coding, const VnSourceMarks *marks,
                         const VnTypePlan *plan, VnErr *err);

#endif
