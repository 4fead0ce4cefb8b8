// Some runs of a system side by side, step by step.
#ifndef VN_SYSTEM_BLOCK_H
#define VN_SYSTEM_BLOCK_H

#include "calc/run/system.h"

#define VN_ABREAST 64  // runs

typedef struct {
  const VnSystem *system;
  size_t first, n;  // runs
  size_t n_kept;    // steps that are remembered, for the longest lag
  double *history;  // kept steps x drivers x runs
  double *slots;    // numbers of drivers, influences and effects, x runs
  double *room;     // x runs
} VnBlock;

bool vn_block_new(VnBlock *block, const VnSystem *system, VnErr *err);
void vn_block_free(VnBlock *block);

// Takes up to VN_ABREAST runs from `first` on, at their start.
void vn_block_start(VnBlock *block, size_t first);
void vn_block_step(VnBlock *block, size_t step);  // from step - 1, from 1 on

// The values of a driver after a step that is still remembered.
const double *vn_block_values(const VnBlock *block, size_t step, size_t driver);

// Looks at a block after a step; step 0 is the start. What is shared by
// blocks of several threads it may only read.
typedef bool VnFollow(const VnBlock *block, void *given, size_t step,
                      VnErr *err);

// All runs from start to end, by as many threads as there are processors.
bool vn_system_follow(const VnSystem *system, VnFollow *follow, void *given,
                      VnErr *err);

#endif
