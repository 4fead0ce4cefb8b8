// The participants of each group in pairs, a row for each pair: every firm of
// an alliance with every other.
#ifndef VN_FLOW_H
#define VN_FLOW_H

#include "data/frame.h"

#define VN_PARTICIPANTS_MOST 5000  // of a group that are paired

typedef struct {
  const char *group;
  const char *const *ends;    // columns that each of the two has its own of
  const char *const *first;   // what these are called of the first
  const char *const *second;  // and of the second
  size_t n_ends;
  const char *const *kept;  // columns of the group's first row
  size_t n_kept;
  bool directed;  // the earlier row is first; else the lesser of ends[0]
} VnPairing;

// `first` and `second`, `kept`, and "part": one over the pairs of the group.
// Fails on a group of more than VN_PARTICIPANTS_MOST rows.
VnFrame *vn_pair_participants(const VnFrame *frame, const VnPairing *pairing,
                              VnErr *err);

#endif
