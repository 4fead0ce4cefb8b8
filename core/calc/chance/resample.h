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

// The same of two at once: a cluster that both name, an applicant in two
// periods, is drawn for both together. Groups without a cluster are drawn in
// each for themselves.
bool vn_resample_both(const VnEvents *const events[2], VnRandom *random,
                      uint32_t *const times[2], VnErr *err);

// The groups that were drawn, each as often as it was.
VnEvents *vn_resampled_events(const VnEvents *events, VnRandom *random,
                              VnErr *err);
bool vn_resampled_both(const VnEvents *const events[2], VnRandom *random,
                       VnEvents *drawn[2], VnErr *err);

#endif
