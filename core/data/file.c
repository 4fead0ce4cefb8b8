#include "data/file.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

int vn_file_open(const char *path, VnErr *err) {
  int file = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY);
  struct stat about;
  if (file < 0 && errno == ENOENT) {
    vn_fail(err, "there is no such file");
  } else if (file < 0 || fstat(file, &about) != 0) {
    vn_fail(err, "it cannot be opened: %s", strerror(errno));
  } else if (!S_ISREG(about.st_mode)) {
    vn_fail(err, "it is a %s, not a file",
            S_ISDIR(about.st_mode) ? "folder" : "device or a pipe");
  } else {
    return file;
  }
  if (file >= 0) close(file);
  return -1;
}

void vn_file_keep_name(const char *path) {
  char folder[PATH_MAX];
  const char *slash = strrchr(path, '/');
  snprintf(folder, sizeof folder, "%.*s", slash ? (int)(slash - path) + 1 : 1,
           slash ? path : ".");
  int handle = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (handle < 0) return;
  (void)fsync(handle);
  close(handle);
}
