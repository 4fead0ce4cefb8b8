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

#endif
