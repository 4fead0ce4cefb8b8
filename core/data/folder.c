#include "data/folder.h"

#include <errno.h>
#include <string.h>
#include <sys/stat.h>

#include "data/memory.h"

static bool make_one(const char *path, VnErr *err) {
  struct stat about;
  if (mkdir(path, 0777) == 0) return true;
  int why = errno;
  if (stat(path, &about) == 0 && S_ISDIR(about.st_mode)) return true;
  return vn_fail(err, "cannot make the folder \"%s\": %s", path, strerror(why));
}

bool vn_folder_make(const char *path, VnErr *err) {
  char *part = vn_copy_text(path);
  if (!part) return vn_fail_memory(err, "making a folder");
  bool made = true;
  for (char *end = part; made && *end; end++) {
    if (*end != '/' || end == part) continue;
    *end = '\0';
    made = make_one(part, err);
    *end = '/';
  }
  vn_free(part);
  return made && make_one(path, err);
}
