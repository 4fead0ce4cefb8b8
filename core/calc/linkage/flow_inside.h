// Which rows stay inside one sector of a level of the classification.
#ifndef VN_FLOW_INSIDE_H
#define VN_FLOW_INSIDE_H

#include "data/frame.h"

typedef struct {
  const char *from, *to;  // columns of texts
  size_t n_digits;        // only so many letters are compared; 0: all
} VnInside;

// A frame of one column of texts: what both ends are, or missing where they
// differ.
VnFrame *vn_flow_inside(const VnFrame *rows, const VnInside *how,
                        const char *name, VnErr *err);

#endif
