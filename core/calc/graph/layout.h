// Where to draw the nodes of a graph, by igraph.
#ifndef VN_LAYOUT_H
#define VN_LAYOUT_H

#include "data/frame.h"
#include "data/graph.h"

typedef enum {
  VN_FRUCHTERMAN_REINGOLD,
  VN_KAMADA_KAWAI,
  VN_DRL,
  VN_CIRCLE
} VnLayoutMethod;

// The words an analyst says them by; ends with NULL.
extern const char *const vn_layouts[];

typedef struct {
  VnLayoutMethod method;
  uint64_t seed;
  bool weighted;  // strong edges draw their nodes together
} VnLayout;

// node, x, y: around 0, the outermost node at -1 or 1.
VnFrame *vn_layout(const VnGraph *graph, const VnLayout *layout, VnErr *err);

#endif
