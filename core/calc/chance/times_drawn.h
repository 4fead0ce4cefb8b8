// How often each of many things is drawn when as many are drawn as there are,
// with replacement: what a bootstrap weighs them with.
#ifndef VN_TIMES_DRAWN_H
#define VN_TIMES_DRAWN_H

#include "calc/chance/random.h"

// Of n things, as n calls of vn_random_below would draw them. More than 255
// times, which the numbers do not hold, comes once in 10^500 draws.
void vn_times_drawn(VnRandom random, uint32_t n, uint8_t *times);

#endif
