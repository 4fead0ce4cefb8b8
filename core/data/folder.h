// Folders on the disk.
#ifndef VN_FOLDER_H
#define VN_FOLDER_H

#include <stdbool.h>

#include "data/err.h"

// Makes the folder and those above it; one that is there already is fine.
bool vn_folder_make(const char *path, VnErr *err);

#endif
