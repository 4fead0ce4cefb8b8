// Sorting very many things of any kind, in pieces, so that Ctrl-C is answered.
#ifndef VN_SORT_MANY_H
#define VN_SORT_MANY_H

#include <stdbool.h>
#include <stddef.h>

#include "data/err.h"

typedef int VnCompare(const void *one, const void *other);

// `doing` says what is being done, for want of memory. False: that, or stopped;
// what stands there then is of no use.
bool vn_sort_many(void *things, size_t n, size_t size, VnCompare *compare,
                  const char *doing, VnErr *err);

#endif
