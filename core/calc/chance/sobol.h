// Points that fill the unit cube evenly: the sequence of Sobol' (1967), with
// the direction numbers of S. Joe and F. Y. Kuo, Constructing Sobol sequences
// with better two-dimensional projections, SIAM Journal on Scientific
// Computing 30 (2008), 2635-2654 (their file new-joe-kuo-6, as far as here).
#ifndef VN_SOBOL_H
#define VN_SOBOL_H

#include <stdint.h>

#define VN_SOBOL_MOST 64  // dimensions
#define VN_SOBOL_BITS 32

// The direction numbers of a dimension, from 0.
void vn_sobol_directions(unsigned dimension, uint32_t to[VN_SOBOL_BITS]);

// The coordinate of point k, as 32 bits behind the point, from that of the
// point before; in the order of Gray's code, as is usual. Point 0 is 0.
static inline uint32_t vn_sobol_next(const uint32_t directions[VN_SOBOL_BITS],
                                     uint32_t before, uint32_t k) {
  return before ^ directions[__builtin_ctz(k)];
}

// The same bits in an order drawn by a seed: every half of every half (and so
// on) of the side changes place with the other or not, so that points stay as
// even as they were, and each is as likely anywhere. Nested uniform scrambling
// (Owen, Randomly permuted (t,m,s)-nets and (t,s)-sequences, 1995) by the hash
// of Laine and Karras, Stratified sampling for stochastic transparency, Computer
// Graphics Forum 30 (2011), 1197-1204, with the constants of Burley, Practical
// hash-based Owen scrambling, Journal of Computer Graphics Techniques 9 (2020),
// no. 4, 1-20.
uint32_t vn_owen(uint32_t bits, uint32_t seed);

#endif
