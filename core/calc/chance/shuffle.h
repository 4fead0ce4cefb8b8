// Numbers in random order.
#ifndef VN_SHUFFLE_H
#define VN_SHUFFLE_H

#include "calc/chance/random.h"
#include "data/err.h"

// 0 to n - 1, each order equally likely: a list to vn_free. NULL: no memory.
uint32_t *vn_shuffle(size_t n, VnRandom *random, VnErr *err);

#endif
