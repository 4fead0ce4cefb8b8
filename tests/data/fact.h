// One line for each fact that a test program in C finds: "ok FACT", or
// "FAILED FACT: why". tests/data/facts.lua counts them.
#ifndef VN_FACT_H
#define VN_FACT_H

#include <stdbool.h>
#include <stdio.h>
#include <string.h>

#include "data/err.h"

static inline void fact(const char *what, bool holds, const VnErr *err) {
  if (holds) printf("ok %s\n", what);
  else printf("FAILED %s: %s\n", what, err->text);
}

static inline bool says(const VnErr *err, const char *part) {
  return strstr(err->text, part) != NULL;
}

#endif
