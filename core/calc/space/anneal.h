// Annealing of a Potts model, the "spin glass" of community detection: each
// node has a spin, drawn again and again with probability
// exp(gain / temperature) while the temperature falls.
// Reichardt and Bornholdt, "Statistical mechanics of community detection",
// Physical Review E 74 (2006).
#ifndef VN_ANNEAL_H
#define VN_ANNEAL_H

#include "calc/space/network.h"
#include "calc/chance/random.h"

typedef struct {
  int32_t spins;      // communities at most
  double resolution;  // gamma
  double cooling;     // the next temperature over the last
  int32_t sweeps;     // over all nodes, at each temperature
} VnAnnealing;

// Leaves each node's spin in `of`: 0 .. spins - 1, not all of them used.
bool vn_anneal(const VnNetwork *net, const VnAnnealing *annealing,
               VnRandom *random, int32_t *of, VnErr *err);

#endif
