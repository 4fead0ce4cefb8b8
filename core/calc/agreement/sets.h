// Sets that were said of units, and how far apart two of them are.
#ifndef VN_SETS_H
#define VN_SETS_H

#include "calc/agreement/metric.h"

typedef struct VnSets VnSets;

// The members of each value stand between separators; blanks around them do
// not count, nor does it when one is said twice.
VnSets *vn_sets_new(const VnNames *values, char separator, VnErr *err);
void vn_sets_free(VnSets *sets);

double vn_sets_distance(const VnSets *sets, VnLevel level, size_t a, size_t b);

// Lists those of the sets before set `a` that may be less than 1 apart from it,
// which most are not: gives how many. `near` has room for all sets; `common`,
// one for each set, is all 0 before and after.
size_t vn_sets_near(const VnSets *sets, size_t a, VnNear *near,
                    uint32_t *common);

// 1 less the distance from set `a` to one that is listed.
double vn_sets_likeness(const VnSets *sets, VnLevel level, size_t a,
                        VnNear near);

// How many steps listing them for all sets takes.
double vn_sets_steps(const VnSets *sets);

#endif
