#include "data/warn.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

void vn_warn(const char *format, ...) {
  static char last[512];
  char sentence[sizeof last];
  va_list args;
  va_start(args, format);
  vsnprintf(sentence, sizeof sentence, format, args);
  va_end(args);
  if (strcmp(sentence, last) == 0) return;
  memcpy(last, sentence, sizeof last);
  fprintf(stderr, "vane: %s\n", sentence);
}
