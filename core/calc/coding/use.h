// How the codes of a coding are used, and how many coders looked at its units.
#ifndef VN_CODING_USE_H
#define VN_CODING_USE_H

#include "data/coding.h"

// Each code and in how many units, by how many coders, in how many sources it
// was used.
VnFrame *vn_coding_use(const VnCoding *coding, VnErr *err);

// How many units were looked at by one coder, by two ...: coders, units.
VnFrame *vn_coding_overlap(const VnCoding *coding, VnErr *err);

#endif
