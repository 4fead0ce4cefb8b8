// One sentence for the analyst: what was being done, what was found, what was
// wanted, how to mend it. Lower case, no full stop, names in double quotes.
#ifndef VN_ERR_H
#define VN_ERR_H

#include <stdbool.h>

#define VN_ERR_SIZE 1024

typedef enum { VN_WRONG, VN_NO_MEMORY, VN_STOPPED } VnErrKind;

typedef struct {
  VnErrKind kind;
  char text[VN_ERR_SIZE];
} VnErr;

// Each fills the sentence and returns false, so that a function can end with
// `return vn_fail(err, ...)`.
bool vn_fail(VnErr *err, const char *format, ...)
    __attribute__((format(printf, 2, 3)));
bool vn_fail_memory(VnErr *err, const char *doing);

// Puts "doing: " in front of the sentence.
bool vn_fail_while(VnErr *err, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

#endif
