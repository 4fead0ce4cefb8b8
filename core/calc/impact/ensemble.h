// How scenarios bear the doubt about the judgements: many members, each with
// judgements moved at random, each solved exactly.
#ifndef VN_ENSEMBLE_H
#define VN_ENSEMBLE_H

#include "calc/impact/consistent.h"
#include "data/matrix.h"

typedef struct {
  VnConsistent wanted;  // its limit holds for each member, its workers for all
  double threshold;     // in the unit of the judgements, as scales may differ
  uint64_t members, seed;
  double spread;  // the chance of a judgement to move by one step, up or down
  const double *chance;  // or NULL: that chance for each cell
  double step;
  const VnMatrix *panel;  // or NULL: experts x judgements, missing where an
                          // expert gave none; whole experts are then drawn
                          // anew, and their means take the judgements' place
  const size_t *place;    // of each of its columns among all cells
} VnEnsembleOptions;

typedef struct {
  size_t n;           // scenarios consistent in any member, in the order of
                      // their variants
  uint8_t *variant;   // n x descriptors
  uint64_t *members;  // in how many each is consistent
  uint64_t n_none;    // members without a consistent scenario
  uint64_t n_cut;     // members in which the search stopped at its limit
} VnEnsemble;

// Without a panel judgements of 0 stay 0; none leaves the largest size there is,
// and rows of a section that sum to 0 do so afterwards (one that could not
// keeps to what it was).
bool vn_ensemble(const VnImpact *impact, const VnEnsembleOptions *options,
                 VnEnsemble *ensemble, VnErr *err);
void vn_ensemble_free(VnEnsemble *ensemble);

// One member's judgements: those of `impact` moved.
VnImpact *vn_ensemble_member(const VnImpact *impact,
                             const VnEnsembleOptions *options, uint64_t member,
                             VnErr *err);

#endif
