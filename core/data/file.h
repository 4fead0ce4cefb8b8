// A plain file opened for reading: no folder, no device, and no pipe, whose
// other end would have to be waited for.
#ifndef VN_FILE_H
#define VN_FILE_H

#include "data/err.h"

// Its descriptor; -1: see err.
int vn_file_open(const char *path, VnErr *err);

#endif
