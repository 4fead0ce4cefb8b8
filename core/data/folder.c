#include "data/folder.h"

#include <errno.h>
#include <fts.h>
#include <string.h>
#include <sys/stat.h>

#include "data/memory.h"
#include "data/stop.h"

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

bool vn_folder_is(const char *path) {
  struct stat about;
  return stat(path, &about) == 0 && S_ISDIR(about.st_mode);
}


// ---- the files in it ----

#define MOST_FILES 100000


static int by_name(const FTSENT **a, const FTSENT **b) {
  return strcmp((*a)->fts_name, (*b)->fts_name);
}

static bool take_entry(FTS *tree, FTSENT *entry, size_t n_above, VnBytes *files,
                       VnErr *err) {
  bool hidden = entry->fts_level > 0 && entry->fts_name[0] == '.';
  if (hidden && entry->fts_info == FTS_D) fts_set(tree, entry, FTS_SKIP);
  if (entry->fts_info == FTS_DNR || entry->fts_info == FTS_ERR) {
    return vn_fail(err, "\"%s\" cannot be looked into: %s", entry->fts_path,
                   strerror(entry->fts_errno));
  }
  if (entry->fts_info != FTS_F || hidden) return true;
  const char *below = entry->fts_path + n_above;
  below += strspn(below, "/");
  return vn_bytes_put(files, below, strlen(below) + 1) ||
         vn_fail_memory(err, "listing a folder");
}

bool vn_folder_files(const char *path, VnBytes *files, VnErr *err) {
  char *const paths[] = {vn_copy_text(path), NULL};
  FTS *tree =
      paths[0] ? fts_open(paths, FTS_LOGICAL | FTS_NOCHDIR, by_name) : NULL;
  FTSENT *entry;
  size_t n = 0;
  bool done = tree || vn_fail_memory(err, "listing a folder");
  while (done && (entry = fts_read(tree))) {
    done =
        !vn_stopped(err) && take_entry(tree, entry, strlen(path), files, err);
    if (done && ++n > MOST_FILES)
      done = vn_fail(err, "\"%s\" holds more than %d files", path, MOST_FILES);
  }
  if (tree) fts_close(tree);
  vn_free(paths[0]);
  return done;
}
