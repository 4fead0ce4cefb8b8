// Windows over a coding: so many units of one source that follow each other.
#ifndef VN_CODING_WINDOW_H
#define VN_CODING_WINDOW_H

#include "data/coding.h"

// Window k holds the units order[from[k]] .. order[to[k] - 1].
typedef struct {
  size_t n;
  uint32_t *order, *from, *to;
} VnWindows;

// Every run of `width` units of one source, so that a source of n units has
// n - width + 1 of them, and one when it has fewer units than that. Units
// follow each other as their column `start` says, or else as they stand; one
// without a source stands alone. Those that nobody looked at are in none.
bool vn_windows_new(const VnCoding *coding, size_t width, VnWindows *windows,
                    VnErr *err);
void vn_windows_free(VnWindows *windows);

#endif
