// Conditions on cells that are only texts, as a file has them.
#ifndef VN_HOLDS_H
#define VN_HOLDS_H

#include "calc/frame/filter.h"
#include "data/piece.h"

// Numbers compare with cells that are numbers, texts by their bytes. A missing
// cell (n == 0) satisfies no range, and equals a missing value only.
bool vn_holds(const VnCondition *condition, VnPiece cell);

#endif
