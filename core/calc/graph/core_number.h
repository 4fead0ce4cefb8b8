// The k-core: what is left of a graph when nodes with less than k neighbours
// are taken away again and again.
#ifndef VN_CORE_NUMBER_H
#define VN_CORE_NUMBER_H

#include "data/frame.h"
#include "data/graph.h"

// node, core: the largest k whose core a node is in. Directions are not seen.
// Source: Seidman 1983; Batagelj and Zaversnik 2003.
VnFrame *vn_core_numbers(const VnGraph *graph, VnErr *err);

#endif
