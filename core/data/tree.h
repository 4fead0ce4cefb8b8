// The tree of a clustering: which groups became one, in which order and at
// which height.
#ifndef VN_TREE_H
#define VN_TREE_H

#include "data/frame.h"
#include "data/names.h"

// Groups 0 to n - 1 are the leaves, group n + k is what merge k made.
typedef struct {
  size_t a, b;  // a holds the leaf that stands first
  double height;
  size_t size;
} VnMerge;

typedef struct {
  VnNames *leaves;
  size_t n;            // leaves; there are n - 1 merges
  VnMerge *merges;     // heights never fall
  const char *method;  // "average", ...
  char *title;         // what the leaves are, or NULL
  char *source;
} VnTree;

// Shares the leaves; the merges are for the caller to fill.
VnTree *vn_tree_new(VnNames *leaves, const char *method, VnErr *err);
void vn_tree_free(VnTree *tree);

// step, a, b, height, size; a group made by an earlier step is called "#step".
VnFrame *vn_tree_merges(const VnTree *tree, VnErr *err);

// The leaves, so that every group stands together.
VnNames *vn_tree_order(const VnTree *tree, VnErr *err);

// Each leaf and the number of its group when there are n_groups of them;
// groups are numbered in the order of their first leaves.
VnFrame *vn_tree_cut(const VnTree *tree, size_t n_groups, VnErr *err);

#endif
