// How far long work has come, for whoever looks on.
#ifndef VN_PROGRESS_H
#define VN_PROGRESS_H

#include <stddef.h>

// `done` of n pieces; 0 begins, n ends. Called by one thread at a time, that
// which the analyst's code runs in.
typedef void VnProgress(size_t done, size_t n);

extern VnProgress *vn_progress;  // NULL: nobody looks

#endif
