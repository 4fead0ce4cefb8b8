// Names in a sentence: "a", "b", "c", and dots when there is no room for more.
#ifndef VN_LIST_H
#define VN_LIST_H

#include <stddef.h>

typedef struct {
  size_t n;  // how many were added
  char text[256];
} VnList;  // all zero: empty

// NULL: dots, for names that are not said.
void vn_list_add(VnList *list, const char *name);

#endif
