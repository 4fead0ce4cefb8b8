// Labels of a picture: how wide a text is, and how it is broken into lines.
//
// Widths are those of Helvetica (Adobe's font metrics), which Arial shares. A
// letter that they lack counts as wide as "M", one of East Asia as its size;
// what is drawn may be narrower, hardly ever wider.
#ifndef VN_LABEL_H
#define VN_LABEL_H

#include <stddef.h>

#include "data/err.h"

// Of a line of UTF-8 at that size, in the size's unit.
double vn_label_width(const char *line, size_t n, double size);

typedef struct {
  char *text;  // with line ends where it is broken, to vn_free
  size_t n_lines;
  double width;  // of the widest line
} VnLabel;

// Breaks at blanks, so that lines are no wider than `widest`; a word that is
// stands on a line of its own.
bool vn_label_break(const char *text, double size, double widest,
                    VnLabel *label, VnErr *err);

#endif
