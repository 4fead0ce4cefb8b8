// Trees of conditions: the cases are split in two, again and again, so that the
// outcome differs most between the halves; then branches are cut that other
// cases would not have given.
// Source: Breiman, Friedman, Olshen and Stone, Classification and Regression
// Trees, Wadsworth 1984. Splits lower the sum of squares, which for outcomes
// of 0 and 1 is half of Gini's index.
#ifndef VN_CART_H
#define VN_CART_H

#include "calc/run/cases.h"

#define VN_CART_DEEPEST 12

typedef enum { VN_CART_WHOLE, VN_CART_LEAST, VN_CART_ONE_SE } VnCartPrune;

typedef struct {
  size_t leaf;   // least number of cases at an end
  size_t split;  // least number of cases that are split
  size_t depth;  // most splits on the way to an end, up to VN_CART_DEEPEST
  size_t folds;  // parts of the cases, each left out once to test the tree
  VnCartPrune prune;
  uint64_t seed;
} VnCartOptions;

typedef struct {
  size_t left, right;  // numbers of nodes; 0: it is an end
  size_t n;
  double mean;
  double error;    // sum of squares about it
  size_t input;    // what it is split by
  double cut;      // of numbers: left are those below
  uint8_t *goes;   // of categories, by level: 1 left, 0 right
  double weakest;  // share of all error, for each end, below which the branch
                   // is worth less than nothing; INFINITY: of an end
} VnCartNode;

// One of the trees that pruning leads through.
typedef struct {
  double price;  // of an end, as a share of the error of all cases
  size_t n_ends;
  double error;          // as a share of that of all cases
  double tested, doubt;  // the same of cases left out, with its standard
                         // error; missing where nothing was tested
} VnCartStage;

typedef struct {
  size_t n, room;
  VnCartNode *node;  // the first is all cases; what is below comes later
  size_t n_stages;
  VnCartStage *stage;  // from the whole tree to a single node
  size_t chosen;       // stage
} VnCart;

VnCart *vn_cart(const VnCases *cases, const VnCartOptions *how, VnErr *err);
void vn_cart_free(VnCart *cart);

// Whether the node is an end when each end costs that much.
bool vn_cart_ends(const VnCart *cart, size_t node, double price);

#endif
