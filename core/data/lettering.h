// How wide a text is when it is drawn, before anybody draws it.
#ifndef VN_LETTERING_H
#define VN_LETTERING_H

#include <stddef.h>

// The width of a line of UTF-8 text in ems (1 is the size of the letters), by
// the advance widths of DejaVu Sans, the widest of the plain fonts in common
// use, so that what fits in it fits in the others. Letters beyond ASCII count
// as their kind does: wide ones 1, marks that stand on others 0, all others
// 0.65.
double vn_text_width(const char *text);

// The same of its first n bytes.
double vn_letters_width(const char *text, size_t n);

#endif
