// Sorts many texts by their bytes, eight at a time.
#ifndef VN_SORT_TEXTS_H
#define VN_SORT_TEXTS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef struct {
  uint64_t front;    // the next bytes that are compared
  const char *rest;  // what follows them
  int32_t code;      // whose text it is
} VnTextEntry;

VnTextEntry vn_text_entry(const char *text, int32_t code);

// No two texts may be the same. False when Ctrl-C was pressed and `stoppable`;
// the order is then undefined.
bool vn_sort_texts(VnTextEntry *entries, size_t n, bool stoppable);

#endif
