// What one island of a cross-impact matrix has: its attractors, and the
// scenarios that each goes round.
#ifndef VN_BASINS_PART_H
#define VN_BASINS_PART_H

#include "calc/impact/basins.h"

typedef struct {
  size_t *of;  // its descriptors
  size_t n;
  VnImpact *impact;
  VnBalance balance;
  int64_t *speed;
  VnBasins basins;
  size_t *order;   // attractors, the largest first
  size_t *starts;  // where each one's begin in phases and rounds
  uint8_t *round;  // the scenarios of all rounds
  bool goes_round;
} VnBasinsPart;

// The descriptors whose island has that number. *full: it does not fit into
// the memory. Needs vn_basins_part_free also when it fails.
bool vn_basins_part(VnBasinsPart *part, const VnBalance *balance,
                    const VnBasinOptions *options, const size_t *island,
                    size_t number, bool *full, VnErr *err);
void vn_basins_part_free(VnBasinsPart *part);

#endif
