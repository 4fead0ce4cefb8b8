// Writes zip archives, whole or not at all; the same bytes for the same files.
#ifndef VN_ZIP_WRITE_H
#define VN_ZIP_WRITE_H

#include <stdbool.h>
#include <stddef.h>

#include "data/err.h"

typedef struct {
  const char *name, *bytes;
  size_t n;
} VnZipFile;

bool vn_zip_write(const char *path, const VnZipFile *files, size_t n,
                  VnErr *err);

#endif
