// Two frames side by side, their rows matched by the values of key columns.
#ifndef VN_JOIN_H
#define VN_JOIN_H

#include "data/frame.h"

typedef enum {
  VN_INNER,  // rows that match
  VN_LEFT,   // every row of the left frame; missing cells where none matches
  VN_ANTI    // the left frame's rows that match nothing
} VnJoinKind;

typedef struct {
  const char *const *left;  // the key columns' names, pair by pair
  const char *const *right;
  size_t n;
  VnJoinKind kind;
  bool many;           // a left row may match several right ones
  const char *suffix;  // for columns of both names; NULL: they are refused
} VnJoin;

// A missing key matches nothing. The rows come in the left frame's order,
// and those that match the same one in the right frame's.
VnFrame *vn_join(const VnFrame *left, const VnFrame *right, const VnJoin *join,
                 VnErr *err);

#endif
