// Pairs of codes counted by events, as programs do that let selections overlap:
// each two selections of a source that share a character, and each selection
// with itself, are an event for every code of the one and every other of the
// other.
#ifndef VN_CODING_OVERLAP_H
#define VN_CODING_OVERLAP_H

#include "data/coding.h"

// A frame of pairs (columns a, b, n1, n2, in any order) with n12 and
// c = n12 / (n1 + n2 - n12) counted by events, as they come: c may leave 0 to
// 1, or be undefined, which the last column, out_of_range, marks. Selections
// are units with the whole numbers `start` and `finish`, half-open; all other
// units meet only themselves.
VnFrame *vn_coding_overlap_pairs(const VnCoding *coding, const VnFrame *pairs,
                                 VnErr *err);

#endif
