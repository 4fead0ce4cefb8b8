// The terminal that a stream leads to, if there is one, and the signs that the
// reader's locale knows.
#ifndef VN_TERM_H
#define VN_TERM_H

#include <stdbool.h>

typedef struct {
  bool there;          // the stream is a terminal
  int n_cols, n_rows;  // its size; 80 x 24 when it does not say
} VnTerm;

// Of a file descriptor, as STDOUT_FILENO. COLUMNS and LINES, when set, win over
// what the terminal says.
VnTerm vn_term(int stream);

// Whether LC_ALL, else LC_CTYPE, else LANG, the first that is not empty, names
// UTF-8.
bool vn_term_utf8(void);

#endif
