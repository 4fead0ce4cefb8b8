// Folders on the disk.
#ifndef VN_FOLDER_H
#define VN_FOLDER_H

#include <stdbool.h>

#include "data/bytes.h"
#include "data/err.h"

// Makes the folder and those above it; one that is there already is fine.
bool vn_folder_make(const char *path, VnErr *err);

bool vn_folder_is(const char *path);

// The plain files in it and in the folders below, by name, each below `path`
// and closed by a zero; hidden ones, with a dot in front, are none of them.
bool vn_folder_files(const char *path, VnBytes *files, VnErr *err);

#endif
