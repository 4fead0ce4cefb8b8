#include "data/file.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "data/near.h"

// The folder of a path, in `folder`; gives the name behind it.
static const char *split(const char *path, char folder[PATH_MAX]) {
  const char *slash = strrchr(path, '/');
  snprintf(folder, PATH_MAX, "%.*s", slash ? (int)(slash - path) + 1 : 1,
           slash ? path : ".");
  return slash ? slash + 1 : path;
}

// Puts the nearest name of a folder to `name` into `best`, "" when none is near.
static void find_near(DIR *folder, const char *name, char best[NAME_MAX + 1]) {
  VnNear near = vn_near(name);
  *best = '\0';
  for (struct dirent *entry; (entry = readdir(folder));) {
    vn_near_try(&near, entry->d_name);
    if (near.best != entry->d_name) continue;
    snprintf(best, NAME_MAX + 1, "%s", entry->d_name);
    near.best = best;  // the entry's name goes with the next entry
  }
}

bool vn_file_absent(const char *path, VnErr *err) {
  char folder[PATH_MAX], best[NAME_MAX + 1];
  const char *name = split(path, folder);
  DIR *opened = opendir(folder);
  if (!opened && errno == ENOENT) {
    return vn_fail(err, "there is no such file, nor a folder \"%.*s\"",
                   (int)strlen(folder) - 1, folder);
  }
  if (!opened) return vn_fail(err, "there is no such file");
  find_near(opened, name, best);
  closedir(opened);
  if (!*best) return vn_fail(err, "there is no such file");
  return vn_fail(err, "there is no such file (did you mean \"%s\"?)", best);
}

int vn_file_open(const char *path, VnErr *err) {
  int file = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY);
  struct stat about;
  if (file < 0 && errno == ENOENT) {
    vn_file_absent(path, err);
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
  split(path, folder);
  int handle = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (handle < 0) return;
  (void)fsync(handle);
  close(handle);
}
