// Files in their folders.
#ifndef VN_FILE_H
#define VN_FILE_H

#include <stdbool.h>

#include "data/err.h"

// Says that there is no such file, and the name in its folder that is nearest,
// or that the folder is missing, too. False.
bool vn_file_absent(const char *path, VnErr *err);

// A plain file opened for reading: no folder, no device, and no pipe, whose
// other end would have to be waited for. Its descriptor; -1: see err.
int vn_file_open(const char *path, VnErr *err);

// Puts the folder of a file on the disk: only then is a new name safe. A file
// system that cannot promise that is no reason to fail.
void vn_file_keep_name(const char *path);

#endif
