// How sure a ranking is. What is ranked are things; each cell that experts
// judge adds, times its weight, the mean of its judgements to a thing. Rank 1
// is the largest; things with the same value share the best of their ranks.
#ifndef VN_RANKSET_H
#define VN_RANKSET_H

#include <stdint.h>

#include "data/frame.h"
#include "data/matrix.h"

typedef struct {
  size_t n_replicates;
  uint64_t seed;
  double level;  // of the rank sets, as 0.95
  size_t top;    // counts how often a thing is among the first so many
} VnResampling;

// `panel`: experts x cells, missing where not judged; `parts`: a row for each
// cell in the same order, with the `thing` it adds to and its `weight`; with
// `mean` a thing's weights are divided by their sum over the cells anyone
// judged. All four give a row for each thing, sorted by name, with the columns
// value, rank, low and high; missing for a thing none of whose cells was
// judged.

// The values and their ranks alone: low and high are the rank.
VnMatrix *vn_rank_panel(const VnMatrix *panel, const VnFrame *parts, bool mean,
                        VnErr *err);

// Simultaneous confidence sets: with probability `level` every true rank lies
// in its set. From the studentised differences of all pairs of things, their
// largest taken over resamples of whole experts (Mogstad, Romano, Shaikh and
// Wilhelm 2024, "Inference for ranks", Review of Economic Studies 91(1)). A
// column `top` says in which share of the resamples the thing was among the
// first `top`.
VnMatrix *vn_rank_sets(const VnMatrix *panel, const VnFrame *parts, bool mean,
                       const VnResampling *how, VnErr *err);

// From which to which rank things go when any one expert is left out.
VnMatrix *vn_rank_without_one(const VnMatrix *panel, const VnFrame *parts,
                              bool mean, VnErr *err);

// From which to which rank things go when the judgement of any one cell
// changes. The rows of `cells` are three: what stands, the least and the most
// it could be.
VnMatrix *vn_rank_when_one_moves(const VnMatrix *cells, const VnFrame *parts,
                                 bool mean, VnErr *err);

#endif
