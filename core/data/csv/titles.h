// The cells of a header, by which columns are found.
#ifndef VN_TITLES_H
#define VN_TITLES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "data/err.h"

typedef struct {
  size_t n, room;
  char **all;
} VnTitles;  // all zero: none

void vn_titles_free(VnTitles *titles);
bool vn_titles_add(VnTitles *titles, const char *bytes, size_t n, VnErr *err);

#define VN_NO_TITLE SIZE_MAX  // nowhere

// Where the column of that name stands; it must stand there once.
bool vn_titles_find(const VnTitles *titles, const char *name, size_t *place,
                    VnErr *err);

#endif
