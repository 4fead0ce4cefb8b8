// Columns of frames, shared and never copied: some of them, under other
// names, or with more beside them.
#ifndef VN_SELECT_H
#define VN_SELECT_H

#include "data/frame.h"

// The named columns in that order, called by the same place of `as`, or as
// before when `as` is NULL.
VnFrame *vn_select(const VnFrame *frame, const VnNames *names,
                   const VnNames *as, VnErr *err);

// The columns that are not among n names, some of which may be NULL; there may
// be none left.
VnFrame *vn_without(const VnFrame *frame, const char *const *names, size_t n,
                    VnErr *err);

// With the columns of `added`, which stand in place of those of the same
// name or come last. Both have as many rows.
VnFrame *vn_extend(const VnFrame *frame, const VnFrame *added, VnErr *err);

#endif
