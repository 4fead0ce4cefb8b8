#include "calc/chance/blocks.h"

#include <math.h>
#include <string.h>

#define MOST_STEPS 4e6  // of adding blocks up one after the other

// The probability of each number, block after block.
static void add_up(const VnBlocks *blocks) {
  double *density = blocks->room, chance = blocks->chance;
  size_t so_far = 0;
  memset(density, 0, ((size_t)blocks->total + 1) * sizeof *density);
  density[0] = 1;
  for (size_t b = 0; b < blocks->n; b++) {
    size_t size = (size_t)blocks->sizes[b];
    so_far += size;
    for (size_t x = so_far + 1; x-- > 0;) {
      double joined = x >= size ? density[x - size] : 0;
      density[x] = density[x] * (1 - chance) + joined * chance;
    }
  }
}

static double p_by_density(const VnBlocks *blocks, size_t k) {
  double above = 0, below = 0;
  add_up(blocks);
  for (size_t x = 0; x <= k; x++) below += blocks->room[x];
  for (size_t x = (size_t)blocks->total + 1; x-- > k;) above += blocks->room[x];
  return fmin(1, 2 * fmin(above, below));
}

static double p_by_normal(const VnBlocks *blocks, double k) {
  double squares = 0, chance = blocks->chance;
  for (size_t b = 0; b < blocks->n; b++)
    squares += blocks->sizes[b] * blocks->sizes[b];
  double sd = sqrt(chance * (1 - chance) * squares);
  return erfc(fabs(k - blocks->total * chance) / (sd * sqrt(2)));
}

double vn_blocks_p(const VnBlocks *blocks, double k) {
  if ((double)blocks->n * blocks->total > MOST_STEPS)
    return p_by_normal(blocks, k);
  return p_by_density(blocks, (size_t)k);
}
