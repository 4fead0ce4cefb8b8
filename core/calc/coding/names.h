// What codes and coders are called.
#ifndef VN_CODING_NAMES_H
#define VN_CODING_NAMES_H

#include "data/labels.h"

#define VN_UNKNOWN_CODER "unknown"

// The names in the first column of a frame.
VnNames *vn_coding_names_in(const VnFrame *frame, const char *what, VnErr *err);

// The labels' names, and "unknown" behind them when some row has none.
VnNames *vn_coding_coder_names(const VnLabels *labels, bool unknown,
                               VnErr *err);

#endif
