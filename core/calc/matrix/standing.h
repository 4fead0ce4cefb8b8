// Where things stand when each expert counts a number of times: once each in
// the panel itself, more or not at all in a resample of it.
#ifndef VN_STANDING_H
#define VN_STANDING_H

#include "data/frame.h"
#include "data/matrix.h"

// What a cell adds, times its weight, to a thing: the mean of its judgements.
typedef struct {
  size_t cell, thing;
  double weight;
} VnPart;

typedef struct {
  VnNames *things;  // in the order of their bytes
  size_t n_experts, n_cells, n_things, n_parts;
  VnPart *parts;   // of cells that anyone judged
  double *score;   // experts x cells, 0 where not judged
  double *judged;  // the same: 1 where judged, else 0
  double *times;   // how often each expert counts; the caller sets it
  double *own;     // mean of each cell over the whole panel
  double *mean;    // the same over the experts that count
  double *count;   // how many of them judged it
  double *value;   // of each thing: sum of weight x mean, NaN without parts
  double *pull;    // experts x things, see vn_standing_pull
} VnStanding;

// `panel`: experts x cells; `parts`: a row for each cell in the same order,
// with the columns `thing` (text, missing: of none) and `weight` (number).
// With `mean` a thing's weights are divided by their sum over the cells anyone
// judged. Every expert counts once.
VnStanding *vn_standing_new(const VnMatrix *panel, const VnFrame *parts,
                            bool mean, VnErr *err);
void vn_standing_free(VnStanding *standing);

// The values under `times`. A cell none of whose judges counts has the mean of
// the whole panel.
void vn_standing_weigh(VnStanding *standing);

// How far each expert pulls each thing away from its value: the influence of
// the expert on the estimate, so that the variance of a difference of two
// things is the sum of times x (difference of pulls)^2 / (sum of times)^2.
void vn_standing_pull(VnStanding *standing);

#endif
