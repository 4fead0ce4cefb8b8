// Labels of a picture, broken into lines.
#ifndef VN_LABEL_H
#define VN_LABEL_H

#include <stddef.h>

#include "data/err.h"

typedef struct {
  char *text;  // with line ends where it is broken, to vn_free
  size_t n_lines;
  double width;  // of the widest line, in the unit of the size
} VnLabel;

// Breaks at blanks, so that lines of letters of that size are no wider than
// `widest` (see data/lettering); a word that is stands on a line of its own.
bool vn_label_break(const char *text, double size, double widest,
                    VnLabel *label, VnErr *err);

#endif
