// The attractors of a succession as they are found, for the ways of finding
// them.
#ifndef VN_ATTRACTORS_H
#define VN_ATTRACTORS_H

#include "calc/impact/basins.h"

typedef struct {
  VnBasins *basins;
  size_t width;  // descriptors
  size_t room;
} VnAttractors;

// A new one, without weight; its scenario is for the caller to write. Its
// number, or -1: no memory.
int64_t vn_attractor_add(VnAttractors *attractors, uint64_t cycle,
                         uint8_t **variant, VnErr *err);

// Follows every scenario. False also where that outgrows the memory: *full.
bool vn_basins_all(const VnBalance *balance, const VnBasinOptions *options,
                   VnBasins *basins, bool *full, VnErr *err);

// Does so island by island and puts these together; *apart: that was possible.
bool vn_basins_islands(const VnBalance *balance, const VnBasinOptions *options,
                       VnBasins *basins, bool *apart, VnErr *err);

// Follows random scenarios, each drawn from a stream of its own.
bool vn_basins_sample(const VnBalance *balance, const VnBasinOptions *options,
                      VnBasins *basins, VnErr *err);

#endif
