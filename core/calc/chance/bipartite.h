// The chance that a member is in a group, when groups keep their numbers of
// members and members their numbers of groups, both in expectation, and
// nothing else is known: P_ip = x_i y_p / (1 + x_i y_p). It is the table of
// largest entropy with those margins (Squartini and Garlaschelli, New Journal
// of Physics 13, 2011; for two kinds of nodes Saracco et al., Scientific
// Reports 5, 2015), and depends on a member's total and a group's size only.
#ifndef VN_BIPARTITE_H
#define VN_BIPARTITE_H

#include <stddef.h>
#include <stdint.h>

#include "data/err.h"

typedef struct {
  size_t n_members, n_classes;  // members of one total are one class
  uint32_t *class_of;           // of each member
  uint64_t *total, *n_alike;    // of each class, the largest total first; and
                                // how many members have it
  size_t n_sizes;
  uint64_t *size, *n_groups;  // of each size that groups have, ascending
  double *chance;  // n_classes x n_sizes: that one of them is in such a group
} VnBipartite;

// `totals` says in how many groups each member is, `sizes` how many groups
// have 0, 1, ..., n_members members. Exact where the margins leave no choice,
// as for a member of all groups; elsewhere margins hold to 1e-12 of each.
// Fails on margins that no groups can have.
VnBipartite *vn_bipartite_fit(const uint64_t *totals, size_t n_members,
                              const uint64_t *sizes, VnErr *err);
void vn_bipartite_free(VnBipartite *fit);

#endif
