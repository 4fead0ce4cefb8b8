// Groups drawn anew, as a sample of them would have been.
#ifndef VN_RESAMPLE_H
#define VN_RESAMPLE_H

#include "calc/chance/random.h"
#include "data/events.h"

// Draws as many groups as there are, with replacement: how often each was
// drawn. Groups of one cluster are drawn together, as many clusters as there
// are (Efron and Tibshirani, "An Introduction to the Bootstrap", 1993).
bool vn_resample(const VnEvents *events, VnRandom *random, uint32_t *times,
                 VnErr *err);

// The groups that were drawn, each as often as it was.
VnEvents *vn_resampled_events(const VnEvents *events, VnRandom *random,
                              VnErr *err);

#endif
