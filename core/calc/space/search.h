// The search for the best grouping of a network: moves of single nodes and
// of whole groups, and rebuilding of parts of what was found so far.
#ifndef VN_SEARCH_H
#define VN_SEARCH_H

#include "calc/space/grouping.h"

typedef struct {
  VnGoal goal;
  int32_t patience;  // rebuildings in a row that may fail
  bool resume;       // from the communities in `of`
} VnSearch;

// Leaves each node's community in `of`, numbered from 0, and its value.
bool vn_search(const VnNetwork *net, const VnSearch *search, VnRandom *random,
               int32_t *of, double *value, VnErr *err);

#endif
