// Rows of a frame judged together.
#ifndef VN_FDR_FRAME_H
#define VN_FDR_FRAME_H

#include "calc/chance/fdr.h"
#include "data/frame.h"

// The frame with q of all its rows, by their numbers p.
VnFrame *vn_fdr_frame(const VnFrame *frame, VnFdr kind, VnErr *err);

#endif
