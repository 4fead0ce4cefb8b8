// A file that is written whole or not at all: what stood there before stays
// until the last byte of the new one is safely on the disk.
#ifndef VN_SAVE_H
#define VN_SAVE_H

#include <stddef.h>

#include "data/err.h"

typedef struct VnSave VnSave;

// Begins to write beside the old file; packed when the name ends in .gz. A
// path that is a device or a pipe is written to as it stands. NULL: the
// sentence says why; it does not name the file.
VnSave *vn_save_begin(const char *path, VnErr *err);

bool vn_save_put(VnSave *save, const void *bytes, size_t n, VnErr *err);

// The new file takes the old one's place. Frees `save`, also when it fails.
bool vn_save_end(VnSave *save, VnErr *err);

// Leaves no trace of the new file. `save` may be NULL.
void vn_save_drop(VnSave *save);

#endif
