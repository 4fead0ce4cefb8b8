// Graphs as GraphML, read into frames. Source: Brandes et al., the GraphML
// primer; what igraph, networkx, Gephi and yEd write.
#ifndef VN_GRAPHML_H
#define VN_GRAPHML_H

#include "data/frame.h"

typedef struct {
  bool directed;
  VnFrame *nodes;  // the id in the file, then a column for each key of nodes
  VnFrame *edges;  // the ids of its two ends, then those of edges
} VnGraphml;

// Fails, naming the line, on anything that is no one graph of plain edges.
bool vn_graphml_read(const char *path, VnGraphml *graph, VnErr *err);

#endif
