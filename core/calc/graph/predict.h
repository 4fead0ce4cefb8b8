// Which edges a graph does not have, though their ends have neighbours in
// common: where new ones may be expected. Weights are not seen.
#ifndef VN_PREDICT_H
#define VN_PREDICT_H

#include "data/frame.h"
#include "data/graph.h"

typedef enum {
  VN_BY_COMMON,       // neighbours in common
  VN_BY_JACCARD,      // their share of the neighbours of either
  VN_BY_ADAMIC,       // each counting 1 / log of its neighbours
  VN_BY_RESOURCE,     // each counting 1 / its neighbours
  VN_BY_PREFERENTIAL  // neighbours of the one times those of the other
} VnPredictor;

// The words an analyst says them by, which are columns too; ends with NULL.
extern const char *const vn_predictors[];

// from, to, and a column for each of the above: the `n` pairs that are highest
// by one of them, the first first. Fails on a graph with directions.
// Source: Liben-Nowell and Kleinberg 2007; Zhou, Lu and Zhang 2009.
VnFrame *vn_predict(const VnGraph *graph, VnPredictor by, int64_t n,
                    VnErr *err);

#endif
