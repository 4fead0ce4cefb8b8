// One plain value that an analyst wrote: what a condition or a constant is
// made of.
#ifndef VN_VALUE_H
#define VN_VALUE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef enum {
  VN_IS_MISSING,
  VN_IS_INTEGER,
  VN_IS_NUMBER,
  VN_IS_TEXT,
  VN_IS_LOGICAL
} VnValueKind;

typedef struct {
  VnValueKind kind;
  union {
    int64_t integer;
    double number;
    const char *text;  // belongs to whoever made the value
    bool logical;
  };
} VnValue;

#endif
