// Things that fall on one of two sides in blocks, each as a whole.
#ifndef VN_BLOCKS_H
#define VN_BLOCKS_H

#include <stddef.h>

typedef struct {
  size_t n;
  const double *sizes;  // whole numbers
  double total;         // of all sizes
  double chance;        // that a block falls on the second side
  double *room;         // for total + 1 numbers, to work in
} VnBlocks;

// How likely it is that the second side gets a number so far from what is
// expected as k or farther: twice the smaller tail. Exact, but for very many
// large blocks, where the normal distribution stands in. Blocks of one are
// the binomial draw.
double vn_blocks_p(const VnBlocks *blocks, double k);

#endif
