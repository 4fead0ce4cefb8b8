#include "data/xlsx/ole.h"

#include <stdio.h>
#include <string.h>

#include "data/file.h"

#define BLOCK 65536

static const char magic[] = "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1";
static const char locked[] = "E\0n\0c\0r\0y\0p\0t\0e\0d\0P\0a\0c\0k\0a\0g\0e";

// Whether the bytes stand anywhere in the file from here on.
static bool holds(FILE *file, const char *wanted, size_t n) {
  char block[BLOCK + 64];
  size_t kept = 0, read;
  while ((read = fread(block + kept, 1, BLOCK, file)) > 0) {
    kept += read;
    if (memmem(block, kept, wanted, n)) return true;
    size_t tail = kept < n ? kept : n - 1;
    memmove(block, block + kept - tail, tail);
    kept = tail;
  }
  return false;
}

void vn_ole_explain(const char *path, VnErr *err) {
  char start[8];
  VnErr unread;
  int descriptor = err->kind == VN_WRONG ? vn_file_open(path, &unread) : -1;
  FILE *file = descriptor < 0 ? NULL : fdopen(descriptor, "rb");
  if (!file) return;
  if (fread(start, 1, 8, file) == 8 && memcmp(start, magic, 8) == 0) {
    bool password = holds(file, locked, sizeof locked - 1);
    vn_fail(err, "%s",
            password ? "it is locked with a password; open it in a "
                       "spreadsheet program and save it without one"
                     : "it is a workbook of the old kind (.xls); save it as "
                       ".xlsx in a spreadsheet program");
  }
  fclose(file);
}
