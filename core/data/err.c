#include "data/err.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

bool vn_fail(VnErr *err, const char *format, ...) {
  va_list args;
  va_start(args, format);
  err->kind = VN_WRONG;
  vsnprintf(err->text, sizeof err->text, format, args);
  va_end(args);
  return false;
}

bool vn_fail_memory(VnErr *err, const char *doing) {
  vn_fail(err, "%s: not enough memory", doing);
  err->kind = VN_NO_MEMORY;
  return false;
}

bool vn_fail_while(VnErr *err, const char *format, ...) {
  char front[VN_ERR_SIZE];
  char rest[VN_ERR_SIZE];
  va_list args;
  va_start(args, format);
  vsnprintf(front, sizeof front, format, args);
  va_end(args);
  memcpy(rest, err->text, sizeof rest);
  snprintf(err->text, sizeof err->text, "%.500s: %.500s", front, rest);
  return false;
}
