// The terminal that results are written to, if there is one.
#ifndef VN_TERM_H
#define VN_TERM_H

#include <stdbool.h>

typedef struct {
  bool there;          // standard output is a terminal
  int n_cols, n_rows;  // its size; 80 x 24 when it does not say
} VnTerm;

// COLUMNS and LINES, when set, win over what the terminal says.
VnTerm vn_term(void);

#endif
