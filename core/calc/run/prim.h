// Patient rule induction: boxes of the inputs within which an outcome is
// frequent, or high. A box is peeled from all cases a little at a time, then
// widened again where that costs nothing.
// Source: Friedman and Fisher, Bump hunting in high-dimensional data, Statistics
// and Computing 9 (1999), 123-143; for scenarios Bryant and Lempert, Thinking
// inside the box, Technological Forecasting and Social Change 77 (2010), 34-49.
#ifndef VN_PRIM_H
#define VN_PRIM_H

#include "calc/run/cases.h"

typedef struct {
  double peel, paste;  // share of the box taken off, or put back, at a time
  double mass;         // smallest share of all cases in a box
  double density;      // wanted, the largest such box is chosen; NaN: the best
  bool by_mean;        // peels to the highest mean, not to the highest gain in
                       // the mean for each case given up
  size_t most_boxes;
} VnPrimOptions;

// One box on the way: bounds of the inputs, and the levels that are in it.
typedef struct {
  size_t round;  // 0: among all cases; 1: outside the first box; ...
  bool is_pasted;
  size_t n;       // cases inside
  double sum;     // of their outcomes
  double *bound;  // low and high of each input; -INFINITY, INFINITY: none
  uint8_t *kept;  // of each level of each input, in one row
} VnPrimBox;

typedef struct {
  const VnCases *cases;  // not its own
  size_t *first;         // where the levels of each input begin in `kept`
  size_t n, room;
  VnPrimBox *box;  // in the order they were met
  size_t n_chosen;
  size_t *chosen;  // of each round
  double sum;      // of all outcomes
  bool told;       // how many cases of a round are peeled off
} VnPrim;

VnPrim *vn_prim(const VnCases *cases, const VnPrimOptions *how, VnErr *err);
void vn_prim_free(VnPrim *prim);

// Whether the box bounds that input at all.
bool vn_prim_limits(const VnPrim *prim, const VnPrimBox *box, size_t input);

// Sides of an input's bounds; of categories there is only VN_BOTH.
typedef enum { VN_LOW, VN_HIGH, VN_BOTH } VnPrimSide;

typedef struct {
  size_t n;        // cases in the box without that limit
  double sum;      // of their outcomes
  double quasi_p;  // how likely the box would hold as many cases of interest
                   // as it does, drawn as often as in that larger box
} VnPrimWithout;

// False: no memory.
bool vn_prim_without(const VnPrim *prim, const VnPrimBox *box, size_t input,
                     VnPrimSide side, VnPrimWithout *without, VnErr *err);

// 1 for each case in the box, 0 for the others.
bool vn_prim_inside(const VnPrim *prim, const VnPrimBox *box, uint8_t *inside,
                    VnErr *err);

typedef struct {
  const VnPrimOptions *how;
  size_t times;
  double share;  // of the cases that a part has
  uint64_t seed;
  size_t *by_coverage, *by_density;  // of each input; added to
} VnPrimParts;

// How often each input is limited in boxes found in parts of the cases, drawn
// at random: in the box of each that is nearest to `box` in coverage (of
// means: in mass), and nearest in density.
bool vn_prim_again(const VnPrim *prim, const VnPrimBox *box,
                   const VnPrimParts *parts, VnErr *err);

#endif
