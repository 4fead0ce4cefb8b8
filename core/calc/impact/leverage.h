// Which judgements decide whether a scenario holds: the members of an ensemble
// one by one, each with its judgements and whether the scenario holds there.
#ifndef VN_LEVERAGE_H
#define VN_LEVERAGE_H

#include "calc/impact/ensemble.h"
#include "data/frame.h"

typedef struct {
  const VnImpact *impact;
  size_t n_members, n_cells;
  size_t *cell;   // judgements that differ between members, among all cells
  double *value;  // n_members x n_cells
  bool *holds;    // of each member: the scenario is within the threshold
} VnMembers;

// The members of vn_ensemble with the same options; `variant` is the scenario.
// Fails where they need more than `memory` bytes.
bool vn_members(const VnImpact *impact, const VnEnsembleOptions *options,
                const uint8_t *variant, size_t memory, VnMembers *members,
                VnErr *err);
void vn_members_free(VnMembers *members);

// A row for each of those judgements: from, to, judgement; up and down, the
// shares in which the scenario holds of the members where it lies above or
// below the matrix's (missing: in none); effect, the change of that share for
// one unit (the slope of a straight line), with its 95 % interval low, high.
VnFrame *vn_leverage_frame(const VnMembers *members, VnErr *err);

// A row for each member, a column for each of those judgements, called "from >
// to", and `holds` (true or false).
VnFrame *vn_members_frame(const VnMembers *members, VnErr *err);

#endif
